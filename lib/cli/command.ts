import { sentence } from "../messages";

/** One command of bin/portal: its name stands in lib/cli.ts. */
export interface Command {
  /** What follows the name. */
  readonly usage: string;
  readonly what: string;
  /** Returns the exit code: 0 done, 1 refused. Throws UsageError for 2. */
  readonly run: (args: string[]) => Promise<number>;
}

export class UsageError extends Error {}

/** One answer for people or, with --json, for a machine. */
export function print(json: boolean, data: unknown, lines: readonly string[]): void {
  if (json) console.log(JSON.stringify(data, null, 2));
  else for (const line of lines) console.log(line);
}

export const isoDay = (date: Date) => date.toISOString().slice(0, 10);

export const isoMinute = (date: Date) => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** What is wrong with which option, in the words of the forms. */
export function complaints(
  issues: readonly { path: PropertyKey[]; message: string }[],
  options: Readonly<Partial<Record<string, string>>>,
): string[] {
  return issues.map(({ path, message }) => {
    const [key = "", max] = message.split(":");
    const words = sentence(max === undefined ? { key } : { key, values: { max: Number(max) } });
    return `${options[String(path[0])] ?? ""}: ${words}`;
  });
}
