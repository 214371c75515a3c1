import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { SYSTEM } from "../policy/actor";
import { dayOf } from "../utc-day";
import { endOf } from "./visibility-days";

/** Closes the rows of grants that the clock has ended, as of the moment at which they ended. */
export async function endLapsed(
  tx: Tx,
  which: { id: string } | { purchasingAccountId: string; partnerId: string },
  now: Date,
): Promise<void> {
  const open = { ...which, endedAt: null, until: { lt: dayOf(now) } };
  for (const { id, until } of await tx.partnerVisibility.findMany({ where: open })) {
    const [ended] = await tx.partnerVisibility.updateManyAndReturn({
      where: { id, endedAt: null, until },
      data: { endedAt: endOf(until) },
    });
    if (!ended) continue;
    await recordEvent(tx, SYSTEM, now, {
      action: "visibility.ended",
      object: { kind: "visibility", id },
      purchasingAccountId: ended.purchasingAccountId,
      partnerId: ended.partnerId,
      data: { until: until.toISOString().slice(0, 10) },
    });
  }
}
