import { ROLES, type Role } from "./roles";

/** What a member may do in a purchasing account. */
export const PERMISSIONS = [
  "agreements.view",
  "agreements.edit",
  "keys.view",
  "orders.view",
  "licenses.view",
  "reports.view",
  "downloads.use",
  "provisioning.use",
  "users.invite",
  "users.view",
  "users.manage",
  "domains.manage",
  "visibility.manage",
  "activity.view",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/**
 * THE MATRIX (requirements 2.11). `users.view` of an Agreement Administrator reaches only the
 * invitations that they sent; that narrowing is in scope.ts.
 */
export const ROLE_PERMISSIONS = {
  ACCOUNT_ADMINISTRATOR: PERMISSIONS,
  AGREEMENT_ADMINISTRATOR: ["agreements.view", "users.invite", "users.view"],
  USER_ADMINISTRATOR: ["users.invite", "users.view", "users.manage"],
  ACCOUNT_MANAGER: [
    "agreements.view",
    "agreements.edit",
    "keys.view",
    "orders.view",
    "licenses.view",
    "reports.view",
    "downloads.use",
    "provisioning.use",
  ],
  REPORT_VIEWER: ["agreements.view", "keys.view", "orders.view", "licenses.view", "reports.view"],
  ACCOUNT_VIEWER: ["agreements.view", "orders.view", "licenses.view", "reports.view"],
} as const satisfies Record<Role, readonly Permission[]>;

/** The union of what the roles allow (R70). */
export function allows(roles: readonly Role[], permission: Permission): boolean {
  return roles.some((role) =>
    (ROLE_PERMISSIONS[role] as readonly Permission[]).includes(permission),
  );
}

/** For the sentence on a refused page: who could have opened it (decision 22). */
export function rolesThatMay(permission: Permission): Role[] {
  return ROLES.filter((role) => allows([role], permission));
}
