import { recordEvent } from "../audit/record-event";
import { numberKey } from "../canonical";
import { db, type Tx } from "../db/client";
import { lockName } from "../db/lock";
import { transaction } from "../db/transaction";
import { notFound } from "../errors";
import type { PartnerActor } from "../policy/actor";
import { dayOf } from "../utc-day";
import { addDays, openAt } from "./visibility-days";
import { visibleAccounts } from "./visible-accounts";

export interface CustomerData {
  readonly purchasingAccountId: string;
  /** Whether also what was bought through other partners may be read; else only what was through this one. */
  readonly throughOthers: boolean;
}

/**
 * Every partner's read of a customer's orders and license details goes through here: the account's own
 * partner, or one with an open grant, whose use is written down once per person, account and day by UTC.
 * Throws `notFound` for everybody else.
 */
export async function openCustomerData(
  actor: PartnerActor,
  { account }: { account: string },
  now = new Date(),
): Promise<CustomerData> {
  const found = await db.purchasingAccount.findFirst({
    where: {
      numberKey: numberKey(account),
      OR: [{ partnerId: actor.partnerId }, visibleAccounts(actor, now)],
    },
    select: {
      id: true,
      visibilities: {
        where: { partnerId: actor.partnerId, ...openAt(now) },
        select: { id: true },
      },
    },
  });
  if (!found) throw notFound();
  const { id: purchasingAccountId, visibilities } = found;
  const [grant] = visibilities;
  if (grant) await noteUse(actor, { purchasingAccountId, visibilityId: grant.id }, now);
  return { purchasingAccountId, throughOthers: grant !== undefined };
}

interface Use {
  readonly purchasingAccountId: string;
  readonly visibilityId: string;
}

/** Most reads find the day's event; only the first ones of a day queue up for writing it. */
async function noteUse(actor: PartnerActor, use: Use, now: Date): Promise<void> {
  if (await isNoted(db, actor, use, now)) return;
  const day = dayOf(now).toISOString().slice(0, 10);
  await transaction(async (tx) => {
    await lockName(tx, `visibility-used:${use.purchasingAccountId}:${actor.partnerUserId}:${day}`);
    if (await isNoted(tx, actor, use, now)) return;
    await recordEvent(tx, actor, now, {
      action: "visibility.used",
      object: { kind: "visibility", id: use.visibilityId },
      purchasingAccountId: use.purchasingAccountId,
      data: { partnerUserId: actor.partnerUserId, day },
    });
  });
}

async function isNoted(
  tx: Pick<Tx, "auditEvent">,
  { userId, partnerId }: PartnerActor,
  { purchasingAccountId }: Use,
  now: Date,
): Promise<boolean> {
  const noted = await tx.auditEvent.findFirst({
    where: {
      purchasingAccountId,
      actorId: userId,
      partnerId,
      action: "visibility.used",
      at: { gte: dayOf(now), lt: addDays(dayOf(now), 1) },
    },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  return noted !== null;
}
