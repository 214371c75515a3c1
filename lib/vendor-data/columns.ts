import { countryNamed } from "../accounts/named";
import { numberKey } from "../canonical";
import type { Sentence } from "../errors";
import { tidy } from "../tidy";

/** What a cell holds, as PostgreSQL reads it; null is empty. A sentence says what is wrong with it. */
export type Value = string | null;

export interface Column {
  /** As the first row of the file names it; compared without case and punctuation. */
  readonly heading: string;
  readonly isOptional: boolean;
  /** The columns of the staging table that it fills, with their types. */
  readonly fields: Readonly<Record<string, string>>;
  /** One value for each field. */
  readonly read: (cell: string) => readonly Value[] | Sentence;
}

const MAX_NUMBER = 64;

/** A number that people read and write in several spellings: what was typed, and its canonical form. */
export function number(heading: string, name: string): Column {
  return column(heading, { [name]: "text", [`${name}Key`]: "text" }, (typed) => {
    const cell = tidy(typed);
    const key = numberKey(cell);
    if (key === "") return { key: "numberEmpty" };
    return tooLong(cell, MAX_NUMBER) ?? unshown(cell) ?? [cell, key];
  });
}

/** A number that names something else, by its canonical form alone. */
export function reference(heading: string, name: string): Column {
  return column(heading, { [name]: "text" }, (cell) => {
    const key = numberKey(cell);
    return key === "" ? { key: "numberEmpty" } : (tooLong(cell, MAX_NUMBER) ?? [key]);
  });
}

export function text(heading: string, name: string, max = 200): Column {
  return column(
    heading,
    { [name]: "text" },
    (cell) => tooLong(cell, max) ?? unshown(cell) ?? [cell],
  );
}

/** A whole number of at least `min`, without separators. */
export function integer(heading: string, name: string, min: number): Column {
  return column(heading, { [name]: "int" }, (cell) => {
    if (!/^-?\d{1,10}$/.test(cell)) return { key: "dataNotWhole", values: { typed: short(cell) } };
    const value = Number(cell);
    if (value < min) return { key: "dataTooSmall", values: { min } };
    return value > MAX_INTEGER ? { key: "dataTooLarge", values: { max: MAX_INTEGER } } : [cell];
  });
}

const MAX_INTEGER = 2_147_483_647;

/** A size in bytes. */
export function size(heading: string, name: string): Column {
  return column(heading, { [name]: "bigint" }, (cell) =>
    /^\d{1,15}$/.test(cell) ? [cell] : { key: "dataNotWhole", values: { typed: short(cell) } },
  );
}

/** Nothing was licensed before. */
const FIRST_DAY = "1970-01-01";

/** A day that exists, as 2026-11-22 and in no other form: 03/04/2026 is two different days. */
export function day(heading: string, name: string, last = "9999-12-31"): Column {
  return column(heading, { [name]: "date" }, (cell) => {
    const date = /^\d{4}-\d{2}-\d{2}$/.test(cell) ? new Date(`${cell}T00:00:00Z`) : null;
    const exists = date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(cell);
    if (!exists) return { key: "dataNotADay", values: { typed: short(cell) } };
    if (cell >= FIRST_DAY && cell <= last) return [cell];
    return { key: "dataDayFarOff", values: { typed: cell, first: FIRST_DAY, last } };
  });
}

/** One of some words; compared like numbers, so that "step-up" and "Step up" are the same. */
export function oneOf(
  heading: string,
  name: string,
  words: Readonly<Record<string, string>>,
): Column {
  const byKey = new Map(Object.entries(words).map(([word, value]) => [numberKey(word), value]));
  return column(heading, { [name]: "text" }, (cell) => {
    const value = byKey.get(numberKey(cell));
    const choice = Object.keys(words).join(", ");
    return value === undefined
      ? { key: "dataNotOneOf", values: { typed: short(cell), choice } }
      : [value];
  });
}

/** A country by its code of ISO 3166-1, or by its name. */
export function country(heading: string, name: string): Column {
  return column(heading, { [name]: "text" }, (cell) => {
    const code = countryNamed(cell);
    return code ? [code] : { key: "dataNotACountry", values: { typed: short(cell) } };
  });
}

/** SHA-256 in hexadecimal digits. */
export function checksum(heading: string, name: string): Column {
  return column(heading, { [name]: "bytea" }, (cell) =>
    /^[\da-f]{64}$/i.test(cell) ? [`\\x${cell.toLowerCase()}`] : { key: "dataNotAChecksum" },
  );
}

export const optional = (one: Column): Column => ({ ...one, isOptional: true });

function column(heading: string, fields: Column["fields"], read: Column["read"]): Column {
  return { heading, isOptional: false, fields, read };
}

function tooLong(cell: string, max: number): Sentence | null {
  return cell.length > max ? { key: "tooLong", values: { max } } : null;
}

function unshown(cell: string): Sentence | null {
  return /[\p{Cc}\p{Cf}<>]/u.test(cell) ? { key: "controlCharacters" } : null;
}

export const short = (cell: string) => (cell.length > 60 ? `${cell.slice(0, 60)}…` : cell);
