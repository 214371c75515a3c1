import type { Address } from "../canonical";
import { decodeFile } from "../csv/decode-file";
import { readRows } from "../csv/read-rows";
import { fileTransaction } from "../db/transaction";
import { DomainError, refuse, type Sentence } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { tidy } from "../tidy";
import { placeOf, readEligible } from "./assign-seat";
import { giveSeats } from "./give-seats";
import { requireAssignable } from "./require-assignable";
import { findSubscription } from "./subscription-scope";
import { tellOfSeats } from "./tell-of-seats";

/** Of one list. */
export const SEAT_ROWS = 5000;

/** People paste whole lists of recipients, which stand in one row. */
const ADDRESSES_IN_A_ROW = 1000;

/** Characters of a cell that are shown again. */
const LONGEST = 300;

/** Rows of one transaction: few enough that nobody else who assigns waits for long. */
const AT_ONCE = 500;

export interface SeatLists {
  readonly subscriptionId: string;
  /** As pasted. */
  readonly list?: string;
  /** As it arrives. */
  readonly file?: AsyncIterable<Uint8Array> | undefined;
}

/** Where a row stands: in what was pasted, or in the file. */
type Place = "list" | "file";

interface Typed {
  readonly place: Place;
  /** As the editor of the file counts. */
  readonly rowNo: number;
  readonly email: string;
}

/** What became of one row. */
export interface SeatRow extends Typed {
  readonly outcome: "given" | "held" | "refused";
  /** Why it was refused. */
  readonly reason: Sentence | null;
}

/**
 * Assigns seats to the addresses of a pasted list, a file or both: one a row, or the column EMAIL of a table.
 * A good row isn't kept back by a bad one, and the same list may come again. Throws `invalid`, at its field,
 * for what can't be read at all.
 */
export async function assignSeats(
  actor: Actor,
  { subscriptionId, list = "", file }: SeatLists,
  now = new Date(),
): Promise<SeatRow[]> {
  authorize(actor, "provisioning.use");
  const pasted = await readList("list", ownBytes(list));
  const rows = file ? [...pasted, ...(await readList("file", file))] : pasted;
  if (rows.length === 0) throw atField("list", { key: "seatsListEmpty" });
  if (rows.length > SEAT_ROWS) throw atField("file", TOO_MANY);
  const outcomes: SeatRow[] = [];
  const seen = new Map<string, Typed>();
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    try {
      outcomes.push(...(await assignSome(actor, { subscriptionId, rows: some, seen }, now)));
    } catch (error) {
      // What was given by now stays given and has to be told; whatever came to an end ends the rest.
      if (from === 0 || !(error instanceof DomainError)) throw error;
      return [...outcomes, ...rows.slice(from).map((row) => refusedRow(row, error.sentence))];
    }
  }
  return outcomes;
}

const refusedRow = (row: Typed, reason: Sentence): SeatRow => ({
  ...row,
  outcome: "refused",
  reason,
});

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
  return fileTransaction(async (tx) => {
    const subscription = await findSubscription(tx, actor, subscriptionId);
    const all = read(await requireAssignable(tx, subscription, now));
    const people = all.flatMap(({ person }) => ("key" in person ? [] : [person]));
    const place = placeOf(subscription);
    const outcomes = await giveSeats(tx, actor, { ...place, people }, now);
    const given = people.filter((_, index) => outcomes[index] === "given");
    await tellOfSeats(tx, actor, { ...place, people: given }, now);
    let next = 0;
    return all.map(({ row, person }): SeatRow => {
      if ("key" in person) return refusedRow(row, person);
      const outcome = outcomes[next++] ?? "full";
      if (outcome === "full") return refusedRow(row, { key: "seatsNone" });
      return { ...row, outcome, reason: null };
    });
  });
}

/** An address counts once, in whatever spelling; a transaction that is tried again finds its own rows. */
function once(person: Address | Sentence, row: Typed, seen: Map<string, Typed>) {
  if ("key" in person) return person;
  const first = seen.get(person.emailKey) ?? row;
  seen.set(person.emailKey, first);
  if (first === row) return person;
  const key = first.place === row.place ? "importDuplicate" : "seatsInList";
  return { key, values: { row: first.rowNo } };
}

/**
 * The column EMAIL, or EMAIL ADDRESS as in the files of people. Without such a heading whatever has an @,
 * also several in a row: people paste lists from mails.
 */
async function readList(place: Place, bytes: AsyncIterable<Uint8Array>): Promise<Typed[]> {
  const rows: Typed[] = [];
  let heading: number | undefined;
  try {
    for await (const { rowNo, cells } of readRows(
      decodeFile(bytes),
      SEAT_ROWS,
      ADDRESSES_IN_A_ROW,
    )) {
      if (heading === undefined) {
        heading = cells.findIndex((cell) => /^e-?mail( address(es)?)?$/i.test(tidy(cell)));
        if (heading >= 0) continue;
      }
      for (const email of heading >= 0 ? [cells[heading] ?? ""] : addressesIn(cells)) {
        rows.push({ place, rowNo, email: email.slice(0, LONGEST) });
        // A row may hold many.
        if (rows.length > SEAT_ROWS) throw refuse("invalid", "importTooManyRows");
      }
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const isTooMany = error.sentence.key === "importTooManyRows";
    throw atField(place, isTooMany ? TOO_MANY : error.sentence);
  }
  return rows;
}

function addressesIn(cells: readonly string[]): readonly string[] {
  const addresses = cells.filter((cell) => cell.includes("@"));
  return addresses.length > 0 ? addresses : cells.filter((cell) => cell !== "").slice(0, 1);
}

async function* ownBytes(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

const TOO_MANY: Sentence = { key: "seatsTooMany", values: { rows: SEAT_ROWS } };

const atField = (place: Place, words: Sentence) =>
  new DomainError("invalid", { key: "checkFields" }, { [place]: words });
