import type { Readable } from "node:stream";
import { toCsv } from "../csv/to-csv";
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

/** People as a CSV file, written while they are read. */
export function peopleCsv(people: AsyncIterable<ExportedPerson>, words: ExportWords): Readable {
  return toCsv(EXPORT_COLUMNS, words.heading, linesOf(people, words));
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
