/** The six roles, in the order of every list (R64 to R69). The database's enum has the same names. */
export const ROLES = [
  "ACCOUNT_ADMINISTRATOR",
  "AGREEMENT_ADMINISTRATOR",
  "USER_ADMINISTRATOR",
  "ACCOUNT_MANAGER",
  "REPORT_VIEWER",
  "ACCOUNT_VIEWER",
] as const;

export type Role = (typeof ROLES)[number];

export function isRole(value: string): value is Role {
  return (ROLES as readonly string[]).includes(value);
}

/** In the order of ROLES and without doubles: what is stored and shown. */
export function sortRoles(roles: Iterable<Role>): Role[] {
  const set = new Set(roles);
  return ROLES.filter((role) => set.has(role));
}
