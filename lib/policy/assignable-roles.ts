import { ROLES, type Role } from "./roles";

/**
 * Which roles one may hand out (decision 4): a table of its own, not a subset of what one may do.
 * Asked wherever a role is written.
 */
export const ASSIGNABLE_ROLES = {
  ACCOUNT_ADMINISTRATOR: ROLES,
  AGREEMENT_ADMINISTRATOR: ["AGREEMENT_ADMINISTRATOR", "ACCOUNT_VIEWER"],
  USER_ADMINISTRATOR: [
    "AGREEMENT_ADMINISTRATOR",
    "USER_ADMINISTRATOR",
    "ACCOUNT_MANAGER",
    "REPORT_VIEWER",
    "ACCOUNT_VIEWER",
  ],
  ACCOUNT_MANAGER: [],
  REPORT_VIEWER: [],
  ACCOUNT_VIEWER: [],
} as const satisfies Record<Role, readonly Role[]>;

export function assignableBy(roles: readonly Role[]): Role[] {
  return ROLES.filter((role) => assigners(role).some((assigner) => roles.includes(assigner)));
}

/** Who may hand out a role: the reason beside a box that can't be ticked. */
export function assigners(role: Role): Role[] {
  return ROLES.filter((assigner) => (ASSIGNABLE_ROLES[assigner] as readonly Role[]).includes(role));
}

export function mayAssignAll(roles: readonly Role[], wanted: readonly Role[]): boolean {
  const assignable = assignableBy(roles);
  return wanted.every((role) => assignable.includes(role));
}
