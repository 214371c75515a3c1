import { tellAdministrators } from "../accounts/tell-administrators";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { type MemberActor, SYSTEM } from "../policy/actor";
import { BURST } from "./burst";

/** A burst is told once; one that goes on is told again after an hour. */
const TOLD_FOR = 60 * 60_000;

/**
 * Mails the Account Administrators once somebody has had many keys shown. Called under the account's lock
 * and after the reveal is recorded, so that of many at once exactly one is the one too many.
 */
export async function tellOfReveals(tx: Tx, actor: MemberActor, now: Date): Promise<void> {
  const { purchasingAccountId, membershipId } = actor;
  const since = new Date(now.getTime() - BURST.minutes * 60_000);
  const [shown] = await tx.$queryRaw<{ keys: number }[]>`
    SELECT count(DISTINCT "objectId")::int AS keys FROM "AuditEvent"
    WHERE "purchasingAccountId" = ${purchasingAccountId}::uuid AND "actorId" = ${membershipId}::uuid
      AND "action" = 'key.revealed' AND "at" > ${since}`;
  if ((shown?.keys ?? 0) <= BURST.keys) return;
  const told = await tx.auditEvent.findFirst({
    where: {
      objectId: membershipId,
      action: "key.burst_told",
      at: { gt: new Date(now.getTime() - TOLD_FOR) },
    },
    select: { id: true },
  });
  if (told) return;
  await recordEvent(tx, SYSTEM, now, {
    action: "key.burst_told",
    object: { kind: "membership", id: membershipId },
    purchasingAccountId,
  });
  await tell(tx, actor, {}, now);
}

/** Mails the Account Administrators about a file of keys. */
export async function tellOfExport(
  tx: Tx,
  actor: MemberActor,
  keys: number,
  now: Date,
): Promise<void> {
  await tell(tx, actor, { exported: keys }, now);
}

/** Also to the one whose sign-in did it: it may have been somebody else at it. */
function tell(tx: Tx, actor: MemberActor, more: { exported?: number }, now: Date): Promise<void> {
  const props = { byId: actor.membershipId, ...more };
  return tellAdministrators(
    tx,
    [actor.purchasingAccountId],
    { template: "keysRevealed", props },
    now,
  );
}
