import { notFound, refuse } from "../errors";
import type { Actor, MemberActor, OperatorActor } from "./actor";
import { allows } from "./permissions";

/**
 * The where-clause that finds purchasing accounts. Every read starts from an actor's scope, so a
 * foreign id is never found (decision 22). Persons have no scope by themselves.
 */
export function accountScope(actor: Actor): { id?: string; partnerId?: string } {
  switch (actor.kind) {
    case "member":
      return { id: actor.purchasingAccountId };
    case "partner":
      return { partnerId: actor.partnerId };
    case "operator":
    case "system":
      return {};
    case "person":
      throw notFound();
  }
}

/**
 * The where-clause over memberships of a member's purchasing account: everyone for those who manage
 * users, the invitations that they sent for others who may invite (decision 4).
 */
export function peopleScope(actor: MemberActor) {
  const account = { purchasingAccountId: actor.purchasingAccountId };
  return allows(actor.roles, "users.manage")
    ? account
    : { ...account, invitations: { some: { invitedById: actor.membershipId } } };
}

export function requireOperator(actor: Actor): asserts actor is OperatorActor {
  if (actor.kind !== "operator") throw refuse("forbidden", "operatorsOnly");
}
