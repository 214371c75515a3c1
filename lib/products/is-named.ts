import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";

const { sql } = Prisma;

/** A condition on a product's columns: a part of its name, or the beginning of its number in any spelling. */
export function isNamed(search: string, { name, codeKey }: Record<"name" | "codeKey", Prisma.Sql>) {
  const byName = sql`${name} ILIKE ${`%${search.replace(/[\\%_]/g, "\\$&")}%`}`;
  const code = numberKey(search);
  return code === "" ? byName : sql`(${byName} OR ${codeKey} LIKE ${`${code}%`})`;
}
