import { assignableBy } from "../policy/assignable-roles";
import { allows, PERMISSIONS, type Permission } from "../policy/permissions";
import type { Role } from "../policy/roles";

export interface AccessChange {
  readonly gained: readonly Permission[];
  readonly lost: readonly Permission[];
  /** Roles that one may newly hand out to others, or no longer. */
  readonly handsOut: readonly Role[];
  readonly handsOutNoMore: readonly Role[];
}

/**
 * What other roles would change for a person, from the union of what each set of roles allows: a right
 * that another role still gives is neither gained nor lost (R70, edge 38).
 */
export function effectiveAccess(before: readonly Role[], after: readonly Role[]): AccessChange {
  const [assignedBefore, assignedAfter] = [assignableBy(before), assignableBy(after)];
  return {
    gained: PERMISSIONS.filter((one) => allows(after, one) && !allows(before, one)),
    lost: PERMISSIONS.filter((one) => allows(before, one) && !allows(after, one)),
    handsOut: assignedAfter.filter((role) => !assignedBefore.includes(role)),
    handsOutNoMore: assignedBefore.filter((role) => !assignedAfter.includes(role)),
  };
}

/** Whether saving changes anything that the person can do. */
export function changesAccess(change: AccessChange): boolean {
  return Object.values(change).some((list: readonly string[]) => list.length > 0);
}
