import type { Prisma } from "../../prisma/generated/client";
import { foldText } from "../canonical";

/** Trigrams need three letters; shorter input is the beginning of a last name. */
export function personSearch(words: string): Prisma.MembershipWhereInput {
  const folded = foldText(words).slice(0, 100);
  const literal = folded.replace(/[\\%_]/g, "\\$&");
  return folded.length < 3
    ? { sortName: { startsWith: literal } }
    : { searchText: { contains: literal } };
}
