import type { Sentence } from "../errors";
import { countryName } from "../countries";
import { CONTACT_FIELDS, DELIVERY_FIELDS, type Terms } from "./terms";

type Values = Readonly<Record<string, string>>;

/** Terms by the names that the form's fields have. */
export function fieldsOf({ contacts, customerReference, delivery, renewal }: Terms): Values {
  const rows = contacts.flatMap((contact, row) =>
    CONTACT_FIELDS.map((field) => [contactField(row, field), contact[field]] as const),
  );
  const defaults = DELIVERY_FIELDS.map((field) => [field, delivery[field]] as const);
  return { ...Object.fromEntries([...rows, ...defaults]), customerReference, renewal };
}

export const contactField = (row: number, field: string) => `contacts[${row}].${field}`;

/** The names of the fields in which two differ. */
export function differing(one: Terms, other: Terms): string[] {
  const [mine, theirs] = [fieldsOf(one), fieldsOf(other)];
  return Object.keys(mine).filter((name) => mine[name] !== theirs[name]);
}

/** What somebody else has saved, to stand beside what was typed in the same field (edge 40). */
export function savedMeanwhile(saved: Terms, names: readonly string[]): Record<string, Sentence> {
  const values = fieldsOf(saved);
  return Object.fromEntries(names.map((name) => [name, sentenceOf(name, values[name] ?? "")]));
}

function sentenceOf(name: string, value: string): Sentence {
  if (value === "") return { key: "emptiedMeanwhile" };
  if (name === "renewal") return { key: "renewalMeanwhile", values: { value } };
  const words = name === "country" ? countryName(value, "en") : value;
  return { key: "savedMeanwhile", values: { value: words } };
}
