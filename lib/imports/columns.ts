import { numberKey } from "../canonical";
import { refuse } from "../errors";

/** The columns of a file of people, as Invite Users names its fields (R54, R55). */
export const COLUMNS = {
  email: "EMAIL ADDRESS",
  firstName: "FIRST NAME",
  lastName: "LAST NAME",
  language: "PREFERRED LANGUAGE",
  country: "COUNTRY/REGION",
  roles: "ROLE",
} as const;

export type Column = keyof typeof COLUMNS;

/** What people call them besides; compared without case, spaces and hyphens. */
const OTHER_NAMES: Record<Column, readonly string[]> = {
  email: ["email", "email addresses", "mail", "work email"],
  firstName: ["given name", "forename"],
  lastName: ["surname", "family name"],
  language: ["language", "email language"],
  country: ["country", "region", "country or region"],
  roles: ["roles"],
};

const columnOf = new Map(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) =>
    [COLUMNS[column], ...OTHER_NAMES[column]].map((name) => [numberKey(name), column] as const),
  ),
);

/**
 * Which column each cell of the heading stands for; undefined for columns of the file's own, which are
 * passed over. Throws `invalid` when one is missing or stands twice.
 */
export function readHeading(heading: readonly string[]): (Column | undefined)[] {
  const columns = heading.map((name) => columnOf.get(numberKey(name)));
  const all = Object.keys(COLUMNS) as Column[];
  const missing = all.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw refuse("invalid", "importColumnsMissing", { columns: namesOf(missing) });
  }
  const twice = all.filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column));
  if (twice.length > 0) throw refuse("invalid", "importColumnTwice", { columns: namesOf(twice) });
  return columns;
}

const namesOf = (columns: readonly Column[]) => columns.map((column) => COLUMNS[column]).join(", ");
