import { z } from "zod";
import type { Address } from "../canonical";
import { decodeFile } from "../csv/decode-file";
import { readRows } from "../csv/read-rows";
import { transaction } from "../db/transaction";
import { DomainError, refuse, type Sentence } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { placeOf, readEligible } from "./assign-seat";
import { giveSeats } from "./give-seats";
import { requireAssignable } from "./require-assignable";
import { findSubscription } from "./subscription-scope";
import { tellOfSeats } from "./tell-of-seats";

/** Of one list. */
export const SEAT_ROWS = 5000;

/** Larger than any list of so many addresses; what forms send is bounded by the server besides. */
const MEGABYTES = 1;

/** Characters of a cell that are shown again. */
const LONGEST = 300;

/** Rows of one transaction: few enough that nobody else who assigns waits for long. */
const AT_ONCE = 500;

export const assignSeatsSchema = z.object({
  subscriptionId: z.uuid("notFound"),
  list: z.string().optional(),
  file: z.file().optional(),
});

/** What became of one row; `rowNo` as the file's editor counts. */
export interface SeatRow {
  readonly rowNo: number;
  readonly email: string;
  readonly outcome: "given" | "held" | "refused";
  /** Why it was refused. */
  readonly reason: Sentence | null;
}

/**
 * Assigns seats to a list of addresses, from a file or pasted: one a row, or the column EMAIL of a table. A
 * good row isn't kept back by a bad one, and the same list may come again. Throws `invalid` for what can't
 * be read at all.
 */
export async function assignSeats(
  actor: Actor,
  { subscriptionId, list, file }: z.infer<typeof assignSeatsSchema>,
  now = new Date(),
): Promise<SeatRow[]> {
  authorize(actor, "provisioning.use");
  const rows = await readList(file && file.size > 0 ? bytesOf(file) : ownBytes(list ?? ""));
  if (rows.length === 0)
    throw new DomainError("invalid", CHECK, { list: { key: "seatsListEmpty" } });
  const outcomes: SeatRow[] = [];
  const seen = new Map<string, Typed>();
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    outcomes.push(...(await assignSome(actor, { subscriptionId, rows: some, seen }, now)));
  }
  return outcomes;
}

interface Typed {
  readonly rowNo: number;
  readonly email: string;
}

interface Some {
  readonly subscriptionId: string;
  readonly rows: readonly Typed[];
  /** Where each address stands first in the whole list. */
  readonly seen: Map<string, Typed>;
}

function assignSome(
  actor: MemberActor,
  { subscriptionId, rows, seen }: Some,
  now: Date,
): Promise<SeatRow[]> {
  const read = (domains: readonly string[]) =>
    rows.map((row) => ({ row, person: once(readEligible(row.email, domains), row, seen) }));
  return transaction(async (tx) => {
    const subscription = await findSubscription(tx, actor, subscriptionId);
    const all = read(await requireAssignable(tx, subscription, now));
    const people = all.flatMap(({ person }) => ("key" in person ? [] : [person]));
    const place = placeOf(subscription);
    const outcomes = await giveSeats(tx, actor, { ...place, people }, now);
    const given = people.filter((_, index) => outcomes[index] === "given");
    await tellOfSeats(tx, actor, { ...place, people: given }, now);
    let next = 0;
    return all.map(({ row, person }): SeatRow => {
      if ("key" in person) return { ...row, outcome: "refused", reason: person };
      const outcome = outcomes[next++] ?? "full";
      if (outcome === "full") return { ...row, outcome: "refused", reason: { key: "seatsNone" } };
      return { ...row, outcome, reason: null };
    });
  });
}

/** An address counts once, in whatever spelling; a transaction that is tried again finds its own rows. */
function once(person: Address | Sentence, row: Typed, seen: Map<string, Typed>) {
  if ("key" in person) return person;
  const first = seen.get(person.emailKey) ?? row;
  seen.set(person.emailKey, first);
  return first === row ? person : { key: "importDuplicate", values: { row: first.rowNo } };
}

/**
 * The column EMAIL, or EMAIL ADDRESS as in the files of people. Without such a heading whatever has an @,
 * also several in a row: people paste lists from mails.
 */
async function readList(bytes: AsyncIterable<Uint8Array>): Promise<Typed[]> {
  const rows: Typed[] = [];
  let heading: number | undefined;
  for await (const { rowNo, cells } of readRows(decodeFile(bytes, MEGABYTES), SEAT_ROWS)) {
    if (heading === undefined) {
      heading = cells.findIndex((cell) => /^e-?mail( address)?$/i.test(cell));
      if (heading >= 0) continue;
    }
    for (const email of heading >= 0 ? [cells[heading] ?? ""] : addressesIn(cells)) {
      rows.push({ rowNo, email: email.slice(0, LONGEST) });
    }
  }
  if (rows.length > SEAT_ROWS) throw refuse("invalid", "importTooManyRows", { rows: SEAT_ROWS });
  return rows;
}

function addressesIn(cells: readonly string[]): readonly string[] {
  const addresses = cells.filter((cell) => cell.includes("@"));
  return addresses.length > 0 ? addresses : cells.filter((cell) => cell !== "").slice(0, 1);
}

async function* bytesOf(file: File): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(await file.arrayBuffer());
}

async function* ownBytes(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

const CHECK = { key: "checkFields" };
