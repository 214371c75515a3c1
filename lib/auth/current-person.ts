import { redirect } from "next/navigation";
import { cache } from "react";
import { findMember } from "../accounts/member-actor";
import { readSession } from "../accounts/session";
import type { MemberActor, OperatorActor, PersonActor } from "../policy/actor";
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
  return { actor, user: person, isOperator: operator !== null };
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
  const { actor, isOperator } = await requirePerson(path);
  if (!isOperator) return null;
  return {
    kind: "operator",
    userId: actor.userId,
    ...(actor.origin ? { origin: actor.origin } : {}),
  };
}
