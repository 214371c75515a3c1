import { recordEvent } from "../audit/record-event";
import { db, type Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import { SYSTEM } from "../policy/actor";
import { endLapsed } from "./end-lapsed";
import { dayOf } from "../utc-day";
import { addDays, openAt, REMINDER_DAYS } from "./visibility-days";

const AT_A_TIME = 500;

/**
 * The worker's round over grants of visibility: two weeks before one ends, every active Account
 * Administrator is reminded once, and the rows of those that the clock has ended are closed.
 */
export async function remindVisibilityEnds(now: Date): Promise<void> {
  await inPortions(dueAt(now), (tx, id) => remind(tx, id, now));
  const lapsed = { endedAt: null, until: { lt: dayOf(now) } };
  await inPortions(lapsed, (tx, id) => endLapsed(tx, { id }, now));
}

const dueAt = (now: Date) => ({
  AND: [openAt(now), { until: { lte: addDays(dayOf(now), REMINDER_DAYS) }, remindedAt: null }],
});

/** Each in a transaction of its own, until none is left. */
async function inPortions(
  where: ReturnType<typeof dueAt> | { endedAt: null; until: { lt: Date } },
  run: (tx: Tx, id: string) => Promise<void>,
): Promise<void> {
  for (;;) {
    const found = await db.partnerVisibility.findMany({
      where,
      orderBy: { until: "asc" },
      take: AT_A_TIME,
      select: { id: true },
    });
    for (const { id } of found) await transaction((tx) => run(tx, id));
    if (found.length < AT_A_TIME) return;
  }
}

async function remind(tx: Tx, visibilityId: string, now: Date): Promise<void> {
  const [grant] = await tx.partnerVisibility.updateManyAndReturn({
    where: { id: visibilityId, ...dueAt(now) },
    data: { remindedAt: now },
  });
  // Somebody was faster: revoked, or given another day.
  if (!grant) return;
  const { purchasingAccountId, partnerId } = grant;
  const until = grant.until.toISOString().slice(0, 10);
  const administrators = await tx.membership.findMany({
    where: { purchasingAccountId, status: "ACTIVE", roles: { has: "ACCOUNT_ADMINISTRATOR" } },
    orderBy: { id: "asc" },
  });
  for (const administrator of administrators) {
    await enqueueMail(tx, now, {
      template: "visibilityEnds",
      language: administrator.language,
      to: recipientOf(administrator),
      props: { visibilityId },
      purchasingAccountId,
      once: `visibility-ends:${visibilityId}:${until}:${administrator.id}`,
    });
  }
  await recordEvent(tx, SYSTEM, now, {
    action: "visibility.reminded",
    object: { kind: "visibility", id: visibilityId },
    purchasingAccountId,
    partnerId,
    data: { until },
  });
}
