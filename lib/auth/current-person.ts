import { redirect } from "next/navigation";
import { cache } from "react";
import { findMember } from "../accounts/member-actor";
import { findPartnerUser } from "../accounts/partner-actor";
import { readSession } from "../accounts/session";
import type { MemberActor, OperatorActor, PartnerActor, PersonActor } from "../policy/actor";
import { requestOrigin } from "./request-origin";
import { readSessionCookie } from "./session-cookie";

/** Who is signed in, read from the database once per request; null for nobody. */
export const currentPerson = cache(async () => {
  const secret = await readSessionCookie();
  const session = secret === undefined ? null : await readSession(secret, new Date());
  if (!session) return null;
  const { sessionId, user } = session;
  const { operator, ...person } = user;
  const actor: PersonActor = {
    kind: "person",
    userId: user.id,
    sessionId,
    origin: await requestOrigin(),
  };
  return { actor, user: person, isOperator: operator !== null && operator.endedAt === null };
});

/** The signed-in person, or the sign-in page that leads back to `path`. */
export async function requirePerson(path: string) {
  const person = await currentPerson();
  if (!person) redirect(`/sign-in?returnTo=${encodeURIComponent(path)}`);
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

/** The same for an action, which has no page to come back to; null also for who isn't signed in. */
export const asPartner = cache(async (): Promise<PartnerActor | null> => {
  const person = await currentPerson();
  return person ? findPartnerUser(person.actor) : null;
});

export async function asOperator(): Promise<OperatorActor | null> {
  const person = await currentPerson();
  if (!person?.isOperator) return null;
  const { userId, origin } = person.actor;
  return { kind: "operator", userId, ...(origin ? { origin } : {}) };
}
