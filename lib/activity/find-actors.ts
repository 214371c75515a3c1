import { searchedName } from "../accounts/person-texts";
import { db } from "../db/client";
import { parseAddress } from "../canonical";
import { foldText } from "../fold-text";
import { personSearch } from "./person-search";
import type { Reader } from "./activity-scope";

/** More people than this share no name that somebody looks for. */
const AT_MOST = 20;

/**
 * The ids under which the people whom a reader's words mean stand in the trail; only people whom that
 * reader may know by name. Operators give a whole address.
 */
export async function findActors(reader: Reader, words: string): Promise<string[]> {
  switch (reader.kind) {
    case "member":
      return findMembers(reader.purchasingAccountId, words);
    case "partner":
      return findPartnerUsers(reader.partnerId, words);
    case "operator":
      return findAnybody(words);
  }
}

async function findMembers(purchasingAccountId: string, words: string): Promise<string[]> {
  const found = await db.membership.findMany({
    where: { purchasingAccountId, ...personSearch(words) },
    orderBy: [{ sortName: "asc" }, { id: "asc" }],
    take: AT_MOST,
    select: { id: true, userId: true },
  });
  return found.flatMap(({ id, userId }) => (userId === null ? [id] : [id, userId]));
}

/** A partner has few people: they are compared here. */
async function findPartnerUsers(partnerId: string, words: string): Promise<string[]> {
  const wanted = foldText(words).split(" ");
  const people = await db.partnerUser.findMany({
    where: { partnerId, userId: { not: null } },
    select: { userId: true, firstName: true, lastName: true, email: true },
  });
  return people
    .filter(({ firstName, lastName, email }) => {
      const text = foldText(`${searchedName(firstName, lastName)} ${email}`);
      return wanted.every((word) => text.includes(word));
    })
    .flatMap(({ userId }) => userId ?? [])
    .slice(0, AT_MOST);
}

async function findAnybody(words: string): Promise<string[]> {
  const address = parseAddress(words);
  if (typeof address === "string") return [];
  const user = await db.user.findUnique({
    where: { emailKey: address.emailKey },
    select: { id: true, memberships: { select: { id: true } } },
  });
  return user ? [user.id, ...user.memberships.map(({ id }) => id)] : [];
}
