import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { addJobs } from "../jobs/add-job";
import { SYSTEM } from "../policy/actor";
import { graceFrom } from "./domain-gate";
import { leaseUntil } from "./domain-times";
import { lockDomain } from "./lock-domain";
import { tellOfDomain } from "./tell-of-domain";

const AT_A_TIME = 100;

/** The worker's round over domains: queues the checks that are due, and tells where the grace is over. */
export async function checkDueDomains(now: Date): Promise<void> {
  await queueDue(now);
  await tellOfClosedGates(now);
}

/** At most a hundred a minute: a portal that was off for a while doesn't ask everybody at once. */
async function queueDue(now: Date): Promise<void> {
  const where = { nextCheckAt: { lte: now }, NOT: { status: "REMOVED" } } as const;
  const due = await db.domain.findMany({
    where,
    orderBy: { nextCheckAt: "asc" },
    take: AT_A_TIME,
    select: { id: true },
  });
  if (due.length === 0) return;
  await transaction(async (tx) => {
    const taken = await tx.domain.updateManyAndReturn({
      where: { ...where, id: { in: due.map(({ id }) => id) } },
      // A check that is cut off comes up again.
      data: { nextCheckAt: leaseUntil(now) },
      select: { id: true },
    });
    await addJobs(
      tx,
      taken.map(({ id }) => ({ task: "checkDomain" as const, payload: { domainId: id } })),
    );
  });
}

/** The gate closes by the clock, see domain-gate.ts; this only says so, once. */
async function tellOfClosedGates(now: Date): Promise<void> {
  const where = {
    status: "LOST",
    lostAt: { lte: graceFrom(now) },
    gateClosedAt: null,
  } as const;
  const over = await db.domain.findMany({ where, take: AT_A_TIME, orderBy: { lostAt: "asc" } });
  for (const { id, nameKey } of over) {
    await transaction(async (tx) => {
      await lockDomain(tx, nameKey);
      const { count } = await tx.domain.updateMany({
        where: { id, ...where },
        data: { gateClosedAt: now },
      });
      if (count === 0) return;
      const mail = { template: "domainGateClosed" } as const;
      await tellOfDomain(tx, SYSTEM, { domainId: id, action: "domain.gate_closed", mail }, now);
    });
  }
}
