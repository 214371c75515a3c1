import { notFound, refuse } from "../errors";
import type { Actor, MemberActor, OperatorActor, StaffActor, SystemActor } from "./actor";
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

/** The vendor's own: an operator at the desk, or the command line. */
export function requireVendor(actor: Actor): asserts actor is OperatorActor | SystemActor {
  if (actor.kind !== "operator" && actor.kind !== "system") {
    throw refuse("forbidden", "operatorsOnly");
  }
}

/** Those who serve customers; which of them, accountScope says. */
export function requireStaff(actor: Actor): asserts actor is StaffActor {
  if (actor.kind === "member" || actor.kind === "person") throw refuse("forbidden", "forbidden");
}

/**
 * The where-clause over a partner's people: its own for a partner, any for the vendor. Throws
 * `forbidden` for everybody else, and for partner people who aren't administrators.
 */
export function partnerPeopleScope(actor: Actor): { partnerId?: string } {
  if (actor.kind === "operator" || actor.kind === "system") return {};
  if (actor.kind === "partner" && actor.isAdministrator) return { partnerId: actor.partnerId };
  throw refuse("forbidden", "forbidden");
}
