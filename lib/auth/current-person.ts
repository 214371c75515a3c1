import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findMember } from "../accounts/member-actor";
import { readSession } from "../accounts/session";
import type { MemberActor, OperatorActor, PersonActor } from "../policy/actor";
import { can } from "../policy/authorize";
import type { Permission } from "../policy/permissions";
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

const memberOf = cache(async (account: string): Promise<MemberActor | null> => {
  const person = await currentPerson();
  return person ? findMember(person.actor, account) : null;
});

/**
 * The signed-in person as a member of the account in the URL: else the sign-in page, 404 for an
 * account that isn't theirs, 403 for a screen that their roles don't open (decision 22).
 */
export async function requireMember(
  account: string,
  path: string,
  permission?: Permission,
): Promise<MemberActor> {
  await requirePerson(path);
  const actor = await memberOf(account);
  if (!actor) notFound();
  if (permission && !can(actor, permission)) forbidden();
  return actor;
}

/** The signed-in person as an operator; the area is a 404 for everybody else. */
export async function requireOperatorActor(path: string): Promise<OperatorActor> {
  const { actor, isOperator } = await requirePerson(path);
  if (!isOperator) notFound();
  return {
    kind: "operator",
    userId: actor.userId,
    ...(actor.origin ? { origin: actor.origin } : {}),
  };
}
