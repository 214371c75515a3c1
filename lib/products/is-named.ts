import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { literalOf } from "../fold-text";

const { sql } = Prisma;

/** A condition on a product's canonical number: its beginning in any spelling, or every word in the name. */
export function isNamed(search: string, codeKey: Prisma.Sql): Prisma.Sql {
  const words = literalOf(search)
    .split(" ")
    .map((word) => `%${word}%`);
  // Folding costs more than comparing: once for each product, not for each row.
  const byName = sql`${codeKey} IN (
    SELECT named."codeKey" FROM "Product" named WHERE fold_text(named."name") LIKE ALL (${words}))`;
  const code = numberKey(search);
  return code === "" ? byName : sql`(${byName} OR ${codeKey} LIKE ${`${code}%`})`;
}
