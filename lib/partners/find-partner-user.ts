import { z } from "zod";
import type { Tx } from "../db/client";
import { lockName } from "../db/lock";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { partnerPeopleScope } from "../policy/scope";

export const partnerUserIdSchema = z.object({ partnerUserId: z.uuid("notFound") });

/**
 * One of the people whom the actor looks after, locked; whatever counts a partner's administrators
 * takes turns here. Throws `notFound` for somebody else's people and for who was removed.
 */
export async function lockPartnerUser(tx: Tx, actor: Actor, partnerUserId: string) {
  const where = {
    id: partnerUserId,
    ...partnerPeopleScope(actor),
    NOT: { status: "REMOVED" as const },
  };
  const found = await tx.partnerUser.findFirst({ where, select: { partnerId: true } });
  if (!found) throw notFound();
  await lockName(tx, `partner:${found.partnerId}`);
  await tx.$queryRaw`SELECT 1 FROM "PartnerUser" WHERE "id" = ${partnerUserId}::uuid FOR UPDATE`;
  const locked = await tx.partnerUser.findFirst({ where });
  if (!locked) throw notFound();
  return locked;
}

type Locked = Awaited<ReturnType<typeof lockPartnerUser>>;

/**
 * Throws `conflict` when a partner would lose its last active administrator by its own hand. The
 * vendor may: its desk then says that nobody is left there, and invites the next one.
 */
export async function keepAnAdministrator(tx: Tx, actor: Actor, losing: Locked): Promise<void> {
  if (actor.kind !== "partner" || losing.status !== "ACTIVE" || !losing.isAdministrator) return;
  const others = await tx.partnerUser.count({
    where: {
      partnerId: losing.partnerId,
      status: "ACTIVE",
      isAdministrator: true,
      NOT: { id: losing.id },
    },
  });
  if (others === 0) throw refuse("conflict", "lastPartnerAdministrator");
}
