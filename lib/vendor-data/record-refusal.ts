import { db } from "../db/client";
import type { OperatorActor } from "../policy/actor";
import type { FileName } from "./files";
import type { Problems } from "./problems";
import { keptProblems, summaryOf } from "./summary";

interface Refused {
  readonly importId: string;
  readonly names: readonly FileName[];
  readonly problems: Problems;
  readonly dryRun: boolean;
}

/** Writes down an upload that can't even be tried: its page says why, also when it is opened later. */
export async function recordRefusal(
  { userId: byId }: OperatorActor,
  { importId: id, names, problems, dryRun }: Refused,
  now: Date,
): Promise<void> {
  await db.dataImport.create({
    data: {
      ...{ id, byId, dryRun, state: "REFUSED", createdAt: now, endedAt: now },
      summary: summaryOf({ names, problems }),
      problems: keptProblems(problems.told),
    },
  });
}
