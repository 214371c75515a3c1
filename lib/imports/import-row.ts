import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import { inviteWithin } from "../invitations/invite-user";
import type { MemberActor } from "../policy/actor";
import type { ImportOutcome } from "../../prisma/generated/enums";
import { readPerson, type CellError } from "./read-person";
import { asReasons, asRowData, cellsOf } from "./row-data";

interface Row {
  readonly runId: string;
  readonly rowNo: number;
  readonly data: unknown;
  readonly errors: unknown;
}

/**
 * Invites the person of one row and writes the row's outcome, in one transaction: whatever cuts it off,
 * both happened or neither. A row that has an outcome is left alone, also when two try at once.
 */
export async function importRow(
  actor: MemberActor,
  row: Row,
  now: Date,
  sendAt?: Date,
): Promise<void> {
  const wrong = asReasons(row.errors);
  const person = readPerson(cellsOf(asRowData(row.data)), actor.roles);
  if (wrong.length > 0) return settle(row, "REFUSED", wrong);
  if ("errors" in person) return settle(row, "REFUSED", person.errors);
  try {
    await transaction(async (tx) => {
      // The first statement: it holds the row until the outcome is true, or rolled back.
      const claimed = await tx.$executeRaw`
        UPDATE "ImportRow" SET "outcome" = 'INVITED', "reason" = NULL
        WHERE "runId" = ${row.runId}::uuid AND "rowNo" = ${row.rowNo} AND "outcome" IS NULL`;
      if (claimed === 0) return;
      const { warnings } = await inviteWithin(tx, actor, person.input, now, sendAt);
      if (warnings.length === 0) return;
      const reason = warnings.map((warning) => ({ column: "email", ...warning }));
      await tx.importRow.updateMany({ where: keyOf(row), data: { reason } });
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await settleRefusal(row, error);
  }
}

/** Who is here already stays as they are: the same file may come twice. */
const HERE_ALREADY = new Set(["alreadyMember", "alreadyInvited"]);

function settleRefusal(row: Row, error: DomainError): Promise<void> {
  const [[name, sentence] = [null, error.sentence] as const] = Object.entries(error.fields);
  const reason = [{ column: name as CellError["column"], ...sentence }];
  return settle(row, HERE_ALREADY.has(sentence.key) ? "UNCHANGED" : "REFUSED", reason);
}

async function settle(row: Row, outcome: ImportOutcome, reason: readonly CellError[]) {
  await db.importRow.updateMany({
    where: { ...keyOf(row), outcome: null },
    data: { outcome, reason: reason as object[] },
  });
}

const keyOf = ({ runId, rowNo }: Row) => ({ runId, rowNo });
