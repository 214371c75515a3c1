import { DomainError, refuse } from "../errors";
import type { Actor, MemberActor } from "./actor";
import { assignableBy, assigners, mayAssignAll } from "./assignable-roles";
import { allows, type Permission } from "./permissions";
import { ROLES, type Role } from "./roles";

/** Feeds both the buttons and the gates, so that they can't disagree. */
export function can(actor: Actor, permission: Permission): actor is MemberActor {
  return actor.kind === "member" && allows(actor.roles, permission);
}

/** Throws `forbidden` unless the member's roles allow it. */
export function authorize(actor: Actor, permission: Permission): asserts actor is MemberActor {
  if (!can(actor, permission)) throw refuse("forbidden", "forbidden");
}

/** Throws `forbidden` unless the actor may hand out every one of the roles (decision 4). */
export function authorizeRoles(actor: MemberActor, wanted: readonly Role[]): void {
  if (mayAssignAll(actor.roles, wanted)) return;
  const reason = { key: "rolesNotAssignable" };
  throw new DomainError("forbidden", reason, { roles: reason });
}

/**
 * Whether a member may resend, edit or revoke an invitation: those who manage users, unless it
 * carries a role that they may not hand out; an Agreement Administrator only their own (decision 4).
 */
export function mayHandleInvitation(
  actor: MemberActor,
  invitation: { roles: readonly Role[]; invitedById: string | null },
): boolean {
  if (!mayAssignAll(actor.roles, invitation.roles)) return false;
  return (
    allows(actor.roles, "users.manage") ||
    (allows(actor.roles, "users.invite") && invitation.invitedById === actor.membershipId)
  );
}

/** A held invitation waits for an Account Administrator (decision 5). */
export function mayApproveHeld(actor: MemberActor): boolean {
  return actor.roles.includes("ACCOUNT_ADMINISTRATOR");
}

/** Only an Account Administrator touches an Account Administrator. */
export function mayHandleMember(actor: MemberActor, target: { roles: readonly Role[] }): boolean {
  return (
    allows(actor.roles, "users.manage") &&
    (actor.roles.includes("ACCOUNT_ADMINISTRATOR") ||
      !target.roles.includes("ACCOUNT_ADMINISTRATOR"))
  );
}

/** Every role with, when the actor may not assign it, those who may. */
export function roleChoices(actor: MemberActor): { role: Role; assignableBy: Role[] | null }[] {
  const mine = assignableBy(actor.roles);
  return ROLES.map((role) => ({
    role,
    assignableBy: mine.includes(role) ? null : assigners(role),
  }));
}
