import type { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { recordEvent } from "../audit/record-event";
import { db, type Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { Domain } from "../../prisma/generated/client";
import type { domainIdSchema } from "./ask-check";
import { lockDomain } from "./lock-domain";

/**
 * Takes the domain from the actor's purchasing account, and from the organization once no account of it
 * uses it any more. People stay members. Throws `notFound` where it isn't associated (any more).
 */
export async function removeDomain(
  actor: Actor,
  { domainId }: z.infer<typeof domainIdSchema>,
  now = new Date(),
): Promise<{ name: string; accountKey: string }> {
  authorize(actor, "domains.manage");
  const { purchasingAccountId } = actor;
  const found = await db.domain.findFirst({
    where: { id: domainId, accounts: { some: { purchasingAccountId } } },
    select: { nameKey: true },
  });
  if (!found) throw notFound();
  return transaction(async (tx) => {
    await lockDomain(tx, found.nameKey);
    const present = await lockAsMember(tx, actor, "domains.manage");
    const { count } = await tx.accountDomain.deleteMany({
      where: { purchasingAccountId, domainId },
    });
    if (count === 0) throw notFound();
    const domain = await tx.domain.findUniqueOrThrow({ where: { id: domainId } });
    await recordEvent(tx, present, now, {
      action: "domain.removed",
      object: { kind: "domain", id: domainId },
      purchasingAccountId,
    });
    if ((await tx.accountDomain.count({ where: { domainId } })) === 0) {
      await letGo(tx, domain, now);
    }
    const account = await tx.purchasingAccount.findUniqueOrThrow({
      where: { id: purchasingAccountId },
      select: { numberKey: true },
    });
    return { name: domain.name, accountKey: account.numberKey };
  });
}

/** Nobody of the organization uses it: whoever else proved it gets it with the next check. */
async function letGo(tx: Tx, { id, nameKey }: Domain, now: Date): Promise<void> {
  await tx.domain.update({
    where: { id },
    data: { status: "REMOVED", removedAt: now, nextCheckAt: null, checkAskedAt: null },
  });
  const ended = { state: "ENDED", endedAt: now } as const;
  await tx.domainTransfer.updateMany({ where: { domainId: id, state: "OPEN" }, data: ended });
  const held = await tx.domain.count({ where: { nameKey, status: { in: ["VERIFIED", "LOST"] } } });
  if (held > 0) return;
  const claims = await tx.domainTransfer.updateManyAndReturn({
    where: { state: "OPEN", domain: { nameKey } },
    data: ended,
    select: { domainId: true },
  });
  await tx.domain.updateMany({
    where: { id: { in: claims.map(({ domainId }) => domainId) }, status: "PENDING" },
    data: { nextCheckAt: now, askedAt: now },
  });
}
