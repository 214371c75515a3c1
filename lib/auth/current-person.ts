import { cache } from "react";
import { findMember } from "../accounts/member-actor";
import { findPartnerUser } from "../accounts/partner-actor";
import { readSession } from "../accounts/session";
import { env } from "../env";
import type { MemberActor, OperatorActor, PartnerActor, PersonActor } from "../policy/actor";
import { redirect } from "./redirect";
import { requestOrigin } from "./request-origin";
import { signInFor } from "./return-to";
import { readSessionCookie } from "./session-cookie";

/** Who is signed in, read from the database once per request; null for nobody. */
export const currentPerson = cache(async () => {
  const secret = await readSessionCookie();
  const session = secret === undefined ? null : await readSession(secret, new Date());
  if (!session) return null;
  const { sessionId, user } = session;
  const { operator, totp, ...person } = user;
  const actor: PersonActor = {
    kind: "person",
    userId: user.id,
    sessionId,
    origin: await requestOrigin(),
  };
  return {
    actor,
    user: person,
    isOperator: operator !== null && operator.endedAt === null,
    hasSecondFactor: totp?.confirmedAt != null,
  };
});

/** The signed-in person, or the sign-in page that leads back to `path`. */
export async function requirePerson(path: string) {
  const person = await currentPerson();
  if (!person) redirect(signInFor(path));
  return person;
}

/**
 * The signed-in person as a member of an account, else the sign-in page. Null for an account that
 * isn't theirs, which looks the same as one that doesn't exist (decision 22).
 */
export async function accountMember(account: string, path: string): Promise<MemberActor | null> {
  await requirePerson(path);
  return memberOf(account);
}

const memberOf = cache(async (account: string): Promise<MemberActor | null> => {
  const person = await currentPerson();
  return person ? findMember(person.actor, account) : null;
});

/** The signed-in person as an operator, else the sign-in page; null for everybody else. */
export async function operatorActor(path: string): Promise<OperatorActor | null> {
  await requirePerson(path);
  return asOperator();
}

/** The signed-in person as one of a partner's people, else the sign-in page; null for others. */
export async function partnerActor(path: string): Promise<PartnerActor | null> {
  await requirePerson(path);
  return asPartner();
}

/** Which partner the person works for, for links to it; opens nothing by itself. */
export const partnerHat = cache(async (): Promise<PartnerActor | null> => {
  const person = await currentPerson();
  return person ? findPartnerUser(person.actor) : null;
});

/** The same for an action, which has no page to come back to; null also for who isn't signed in. */
export async function asPartner(): Promise<PartnerActor | null> {
  const actor = await partnerHat();
  if (actor) await requireSecondFactor();
  return actor;
}

export async function asOperator(): Promise<OperatorActor | null> {
  const person = await currentPerson();
  if (!person?.isOperator) return null;
  await requireSecondFactor();
  const { userId, origin } = person.actor;
  return { kind: "operator", userId, ...(origin ? { origin } : {}) };
}

/** Whether the person's hats want a second factor that isn't set up yet (decision 18). */
export async function lacksSecondFactor(): Promise<boolean> {
  const person = await currentPerson();
  // The embedded database holds nobody real, and made-up people have no telephones.
  if (!person || person.hasSecondFactor || env.embeddedDatabase) return false;
  return person.isOperator || (await partnerHat()) !== null;
}

/** The one gate of the operator's desk and the Partner Center, for pages and actions alike. */
async function requireSecondFactor(): Promise<void> {
  if (await lacksSecondFactor()) redirect("/profile/second-factor");
}
