import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type ChainReport, type KnownLink, unsealedTail, verifyTrail } from "../audit/verify-trail";
import { type Command, isoMinute, print, UsageError } from "./command";
import { accountOption } from "./trail-account";

export const auditVerify: Command = {
  usage: "[--account N] [--against FILE] [--heads FILE] [--json]",
  what: "recomputes the chains of the trail; names the first broken link of each and what isn't sealed",
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        account: { type: "string" },
        against: { type: "string" },
        heads: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const account = await accountOption(values.account);
    const known = values.against === undefined ? [] : await readKnown(values.against);
    const sum = { chains: 0, events: 0 };
    const broken: ChainReport[] = [];
    const heads: KnownLink[] = [];
    for await (const report of verifyTrail(account, known)) {
      sum.chains += 1;
      sum.events += report.events;
      if (report.broken) broken.push(report);
      const { purchasingAccountId, chainSeq, hash } = report;
      if (values.heads !== undefined) heads.push({ purchasingAccountId, chainSeq, hash });
    }
    const unsealed = await unsealedTail(account);
    const ok = broken.length === 0;
    // A broken chain's end is nothing to compare with later.
    if (values.heads !== undefined && ok) await writeFile(values.heads, JSON.stringify(heads));
    print(values.json, { ok, ...sum, broken, unsealed }, [
      ...broken.map(lineOf),
      `${ok ? "ok " : "BROKEN"} ${sum.events} events in ${sum.chains} chains`,
      unsealed.since
        ? `${unsealed.count} events not sealed yet, the oldest since ${isoMinute(unsealed.since)}`
        : "every event is sealed",
    ]);
    return ok ? 0 : 1;
  },
};

const knownSchema = z.array(
  z.object({ purchasingAccountId: z.string().nullable(), chainSeq: z.string(), hash: z.string() }),
);

async function readKnown(file: string): Promise<KnownLink[]> {
  try {
    return knownSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    throw new UsageError(`--against: ${file} isn't what --heads wrote`);
  }
}

const WHAT = {
  missing: "events are missing up to here",
  hash: "the event isn't what was sealed",
  personal: "the names and addresses beside it aren't what was sealed",
  known: "the event isn't the one that was noted",
} as const;

function lineOf({ accountNumber, purchasingAccountId, broken }: ChainReport): string {
  const chain = accountNumber ?? purchasingAccountId ?? "events of no account";
  const event = broken?.eventId ? `event ${broken.eventId}, ` : "";
  return `BROKEN  ${chain}: ${event}place ${broken?.chainSeq ?? ""}: ${broken ? WHAT[broken.what] : ""}`;
}
