import { pipeline, Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { Role } from "../policy/roles";
import type { ExportedPerson } from "./export-people";
import type { PeopleStatus } from "./people-query";

const EXPORT_COLUMNS = [
  "email",
  "firstName",
  "lastName",
  "roles",
  "status",
  "language",
  "country",
  "added",
  "lastVisit",
] as const;

export interface ExportWords {
  readonly heading: (column: (typeof EXPORT_COLUMNS)[number]) => string;
  readonly role: (role: Role) => string;
  readonly status: (status: PeopleStatus) => string;
}

/**
 * People as a CSV file, written while they are read. Spreadsheets take it for UTF-8 by its first bytes,
 * and no cell for a formula.
 */
export function peopleCsv(people: AsyncIterable<ExportedPerson>, words: ExportWords): Readable {
  const csv = stringify({
    bom: true,
    header: true,
    columns: EXPORT_COLUMNS.map((key) => ({ key, header: words.heading(key) })),
    escape_formulas: true,
    record_delimiter: "windows",
    quote_record_delimiter: true,
  });
  // Ends what reads the people when nobody reads the file any more; an error is the file's own.
  pipeline(Readable.from(linesOf(people, words)), csv, () => {});
  return csv;
}

async function* linesOf(people: AsyncIterable<ExportedPerson>, words: ExportWords) {
  for await (const person of people) {
    yield {
      email: person.email,
      firstName: person.firstName,
      lastName: person.lastName,
      roles: person.roles.map(words.role).join(", "),
      status: words.status(person.status),
      language: person.language,
      country: person.country,
      added: instant(person.createdAt),
      lastVisit: person.lastSeenAt ? instant(person.lastSeenAt) : "",
    };
  }
}

/** UTC, to the second: it sorts as text, and every program reads it. */
const instant = (date: Date) => date.toISOString().replace(/\.\d+Z$/, "Z");
