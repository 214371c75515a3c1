import { cache } from "react";
import { type EndedAccess, endedMembership, endedPartnerAccess } from "../accounts/ended-access";
import { numberKey } from "../canonical";
import { accountMember, currentPerson, partnerHat } from "./current-person";

/** What the signed-in person once had at a path and has no longer; null for whoever is in, and for others. */
export async function endedAt(path: string): Promise<EndedAccess | null> {
  const person = await currentPerson();
  if (!person) return null;
  const [, typed] = /^\/accounts\/([^/?]+)/.exec(path) ?? [];
  if (typed !== undefined) {
    const account = numberKey(readable(typed));
    if (await accountMember(account, path)) return null;
    return endedIn(account);
  }
  if (!/^\/partner([/?]|$)/.test(path) || (await partnerHat())) return null;
  return endedPartnerAccess(person.actor);
}

// A frame, a page and its middle ask the same within one request.
const endedIn = cache(async (account: string) => {
  const person = await currentPerson();
  return person ? endedMembership(person.actor, account) : null;
});

/** What is no address as a browser writes it is nobody's account either. */
function readable(typed: string): string {
  try {
    return decodeURIComponent(typed);
  } catch {
    return "";
  }
}
