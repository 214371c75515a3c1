import type { Prisma } from "../../prisma/generated/client";
import { literalOf, searchPatterns } from "../fold-text";

/** One short word is the beginning of a last name. */
export function personSearch(words: string): Prisma.MembershipWhereInput {
  const lists = searchPatterns(words);
  if (!lists) return { sortName: { startsWith: literalOf(words) } };
  return {
    OR: lists.map((patterns) => ({
      AND: patterns.map((pattern) => ({ searchText: { contains: pattern.slice(1, -1) } })),
    })),
  };
}
