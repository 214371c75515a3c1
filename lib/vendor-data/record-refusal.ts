import { db } from "../db/client";
import type { OperatorActor } from "../policy/actor";
import { ended } from "./end-data-import";
import type { FileName } from "./files";
import type { Problems } from "./problems";

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
      ...{ id, byId, dryRun, createdAt: now },
      ...ended(
        { state: "REFUSED", names, problems: problems.told, mistakes: problems.perFile },
        now,
      ),
    },
  });
}
