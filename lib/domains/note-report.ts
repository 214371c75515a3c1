import type { Domain, Prisma } from "../../prisma/generated/client";
import type { Tx } from "../db/client";
import { SYSTEM } from "../policy/actor";
import type { DomainReport } from "./domain-report";
import {
  LOSS_APART,
  nextDailyCheck,
  nextLossCheck,
  nextLostCheck,
  nextPendingCheck,
  nextUnsureCheck,
} from "./domain-times";
import { lockDomain } from "./lock-domain";
import { prove } from "./prove-domain";
import { tellOfDomain } from "./tell-of-domain";

/** What a check found, written down, and what follows from it for the domain as it stands now. */
export async function noteReport(
  tx: Tx,
  { id, nameKey }: { id: string; nameKey: string },
  report: DomainReport,
  now: Date,
): Promise<void> {
  await lockDomain(tx, nameKey);
  const domain = await tx.domain.findUniqueOrThrow({ where: { id } });
  if (domain.status === "REMOVED") return;
  const noted = { report, checkedAt: now, checkAskedAt: null };
  await tx.domain.update({ where: { id }, data: noted });
  switch (domain.status) {
    case "PENDING":
      return notePending(tx, domain, report, now);
    case "VERIFIED":
      return noteVerified(tx, domain, report, now);
    case "LOST":
      return noteLost(tx, domain, report, now);
  }
}

const write = (tx: Tx, { id }: Domain, data: Prisma.DomainUpdateInput) =>
  tx.domain.update({ where: { id }, data });

async function notePending(tx: Tx, domain: Domain, { verdict }: DomainReport, now: Date) {
  if (verdict === "found") return prove(tx, domain, now);
  await write(tx, domain, { nextCheckAt: nextPendingCheck(domain, now) });
}

/** One answer without the record is no loss yet, and no answer at all is none either (edge 44). */
async function noteVerified(tx: Tx, domain: Domain, { verdict }: DomainReport, now: Date) {
  if (verdict === "found") {
    await write(tx, domain, { missingSince: null, nextCheckAt: nextDailyCheck(now) });
    return;
  }
  if (verdict === "unsure") {
    await write(tx, domain, { nextCheckAt: nextUnsureCheck(now) });
    return;
  }
  const missingSince = domain.missingSince ?? now;
  if (now.getTime() - missingSince.getTime() < LOSS_APART) {
    await write(tx, domain, { missingSince, nextCheckAt: nextLossCheck(now) });
    return;
  }
  await write(tx, domain, { status: "LOST", lostAt: now, nextCheckAt: nextLostCheck(now) });
  const mail = { template: "domainLost" } as const;
  await tellOfDomain(tx, SYSTEM, { domainId: domain.id, action: "domain.lost", mail }, now);
}

/** A record that is back makes it good at once, also after the grace. */
async function noteLost(tx: Tx, domain: Domain, { verdict }: DomainReport, now: Date) {
  if (verdict !== "found") {
    await write(tx, domain, { nextCheckAt: nextLostCheck(now) });
    return;
  }
  await write(tx, domain, {
    ...{ status: "VERIFIED", lostAt: null, missingSince: null, gateClosedAt: null },
    nextCheckAt: nextDailyCheck(now),
  });
  const mail = { template: "domainVerified" } as const;
  await tellOfDomain(tx, SYSTEM, { domainId: domain.id, action: "domain.returned", mail }, now);
}
