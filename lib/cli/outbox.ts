import { parseArgs } from "node:util";
import { listOutbox, type MessageRow } from "../mail/list-messages";
import { SYSTEM } from "../policy/actor";
import { type Command, isoMinute, print } from "./command";

export const outbox: Command = {
  usage: "[--json]",
  what: "what waits to be sent, what failed and why",
  run: async (args) => {
    const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
    const { rows, more } = await listOutbox(SYSTEM);
    const lines = rows.map(lineOf);
    if (rows.length === 0) lines.push("Nothing waits and nothing failed.");
    if (more) lines.push(`Only the first ${rows.length} are shown.`);
    print(values.json, rows, lines);
    return 0;
  },
};

function lineOf(row: MessageRow): string {
  const next = row.nextTryAt ? `, next try ${isoMinute(row.nextTryAt)}` : "";
  const why = row.lastAnswer ? ` — ${row.lastAnswer}` : "";
  const tries = `${row.attempts} ${row.attempts === 1 ? "try" : "tries"}`;
  return `${row.state.toLowerCase()}  ${row.toAddress}  ${row.template}  ${isoMinute(row.createdAt)}, ${tries}${next}${why}`;
}
