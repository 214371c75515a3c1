import { readFileSync } from "node:fs";

/** A small input of the outside world that was once read wrong, as text. */
export function caseText(name: string): string {
  return readFileSync(new URL(`cases/${name}`, import.meta.url), "utf8");
}
