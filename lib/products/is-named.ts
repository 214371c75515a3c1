import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { literalOf } from "../fold-text";

const { sql } = Prisma;

/** A condition on a product's columns: a part of its name, or the beginning of its number in any spelling. */
export function isNamed(search: string, { name, codeKey }: Record<"name" | "codeKey", Prisma.Sql>) {
  const byName = sql`fold_text(${name}) LIKE ${`%${literalOf(search)}%`}`;
  const code = numberKey(search);
  return code === "" ? byName : sql`(${byName} OR ${codeKey} LIKE ${`${code}%`})`;
}
