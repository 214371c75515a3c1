import { parseArgs } from "node:util";
import { z } from "zod";
import { exportTrail } from "../audit/export-trail";
import { type Command, UsageError } from "./command";
import { accountOption } from "./trail-account";

const A_DAY = 24 * 60 * 60 * 1000;

export const auditExport: Command = {
  usage: "[--account N] [--from DAY] [--to DAY]",
  what: "writes the trail as JSON lines, oldest first; days by UTC, both included",
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        account: { type: "string" },
        from: { type: "string" },
        to: { type: "string" },
      },
    });
    const from = dayOption("--from", values.from);
    const to = dayOption("--to", values.to);
    const lines = exportTrail({
      purchasingAccountId: await accountOption(values.account),
      from,
      until: to && new Date(to.getTime() + A_DAY),
    });
    for await (const line of lines) await write(`${line}\n`);
    return 0;
  },
};

function dayOption(name: string, typed: string | undefined): Date | undefined {
  if (typed === undefined) return undefined;
  if (!z.iso.date().safeParse(typed).success) {
    throw new UsageError(`${name}: enter a day, such as 2026-11-02`);
  }
  return new Date(typed);
}

/** Waits until it is taken: a slow reader mustn't pile the trail up in memory. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
