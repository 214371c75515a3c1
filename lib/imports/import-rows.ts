import { transaction } from "../db/transaction";
import type { Tx } from "../db/client";
import { DomainError } from "../errors";
import { inviteAll, type Invited } from "../invitations/invite-all";
import type { MemberActor } from "../policy/actor";
import type { ImportOutcome } from "../../prisma/generated/enums";
import { readPerson, type CellError } from "./read-person";
import { asReasons, asRowData, cellsOf } from "./row-data";

interface Row {
  readonly rowNo: number;
  readonly data: unknown;
  readonly errors: unknown;
}

interface Rows {
  readonly runId: string;
  readonly rows: readonly Row[];
  /** When the mails leave. */
  readonly sendAt: Date;
}

/**
 * Invites the people of some rows and writes each row's outcome, in one transaction: whatever cuts it
 * off, both happened or neither. Rows that have an outcome are left alone, also when two try at once.
 * A row that the database itself doesn't take holds up nobody but itself.
 */
export async function importRows(
  actor: MemberActor,
  { rows, ...rest }: Rows,
  now: Date,
): Promise<void> {
  try {
    await transaction((tx) => importWithin(tx, actor, { rows, ...rest }, now));
  } catch (error) {
    if (rows.length === 1) throw error;
    const alone = (row: Row) => importRows(actor, { rows: [row], ...rest }, now);
    await oneByOne(rows, alone);
  }
}

/** Each has its try; then the first failure is thrown. */
async function oneByOne<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all) await run(one).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function importWithin(
  tx: Tx,
  actor: MemberActor,
  { runId, rows, sendAt }: Rows,
  now: Date,
): Promise<void> {
  const claimed = await claim(tx, runId, rows);
  const read = rows
    .filter(({ rowNo }) => claimed.has(rowNo))
    .map((row) => ({ row, person: readRow(row, actor) }));
  const good = read.flatMap(({ person }) => ("input" in person ? [person.input] : []));
  const answers = await inviteAll(tx, actor, good, now, sendAt);
  let next = 0;
  const settled = read.flatMap(({ row: { rowNo }, person }) => {
    const outcome = "errors" in person ? refused(person.errors) : outcomeOf(answers[next++]);
    return outcome ? [{ rowNo, ...outcome }] : [];
  });
  await settle(tx, runId, settled);
}

/** The first statement: it holds the rows until the outcome is true, or rolled back. */
async function claim(tx: Tx, runId: string, rows: readonly Row[]): Promise<Set<number>> {
  const numbers = rows.map(({ rowNo }) => rowNo);
  const claimed = await tx.$queryRaw<{ rowNo: number }[]>`
    UPDATE "ImportRow" SET "outcome" = 'INVITED', "reason" = NULL
    WHERE "runId" = ${runId}::uuid AND "rowNo" = ANY(${numbers}) AND "outcome" IS NULL
    RETURNING "rowNo"`;
  return new Set(claimed.map(({ rowNo }) => rowNo));
}

/** What the dry run found stays wrong, whatever the importer may do by now. */
function readRow({ data, errors }: Row, actor: MemberActor) {
  const wrong = asReasons(errors);
  return wrong.length > 0 ? { errors: wrong } : readPerson(cellsOf(asRowData(data)), actor.roles);
}

interface Settled {
  readonly outcome: ImportOutcome;
  readonly reason: readonly CellError[];
}

const refused = (reason: readonly CellError[]): Settled => ({ outcome: "REFUSED", reason });

/** Who is here already stays as they are: the same file may come twice. */
const HERE_ALREADY = new Set(["alreadyMember", "alreadyInvited"]);

/** Nothing where the claim has said it already. */
function outcomeOf(answer: Invited | DomainError | undefined): Settled | undefined {
  if (answer instanceof DomainError) {
    const [[name, sentence] = [null, answer.sentence] as const] = Object.entries(answer.fields);
    const reason = [{ column: name as CellError["column"], ...sentence }];
    return { outcome: HERE_ALREADY.has(sentence.key) ? "UNCHANGED" : "REFUSED", reason };
  }
  if (!answer || answer.warnings.length === 0) return undefined;
  const reason = answer.warnings.map((warning) => ({ column: "email" as const, ...warning }));
  return { outcome: "INVITED", reason };
}

async function settle(
  tx: Tx,
  runId: string,
  rows: readonly (Settled & { readonly rowNo: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE "ImportRow" r SET "outcome" = s."outcome"::"ImportOutcome", "reason" = s."reason"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS s("rowNo" int, "outcome" text, "reason" jsonb)
    WHERE r."runId" = ${runId}::uuid AND r."rowNo" = s."rowNo"`;
}
