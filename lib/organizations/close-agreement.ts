import type { Tx } from "../db/client";
import { cancelChanges } from "../designations/cancel-changes";
import { revokeOpenInvitations } from "../invitations/revoke-open-invitations";
import type { Actor } from "../policy/actor";

/**
 * What follows when an agreement is over (edges 40, 53): nobody comes in any more, and no change of a
 * designation waits. Members stay and read. Returns how many invitations were withdrawn.
 */
export async function closeAgreement(
  tx: Tx,
  actor: Actor,
  accountIds: readonly string[],
  now: Date,
): Promise<number> {
  for (const id of accountIds) await cancelChanges(tx, actor, id, now);
  return revokeOpenInvitations(tx, actor, accountIds, now);
}
