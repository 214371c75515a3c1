import type { Domain } from "../../prisma/generated/client";
import { tellOperators } from "../accounts/tell-operators";
import type { Tx } from "../db/client";
import { SYSTEM } from "../policy/actor";
import { nextDailyCheck } from "./domain-times";
import { holderOf } from "./lock-domain";
import { tellOfDomain } from "./tell-of-domain";

/**
 * The record of a pending domain was found. It is the organization's if nobody else has it; otherwise the
 * operator decides, and nothing moves before that (edge 43). Called under the lock of the name.
 */
export async function prove(tx: Tx, domain: Domain, now: Date): Promise<void> {
  const holder = await holderOf(tx, domain.nameKey);
  if (holder) return claim(tx, domain, holder, now);
  await verify(tx, domain, now);
  const mail = { template: "domainVerified" } as const;
  await tellOfDomain(tx, SYSTEM, { domainId: domain.id, action: "domain.verified", mail }, now);
}

/** The unique index has the last word about whose it is. */
export async function verify(tx: Tx, { id }: Domain, now: Date): Promise<void> {
  await tx.domain.update({
    where: { id, status: "PENDING" },
    data: { status: "VERIFIED", verifiedAt: now, nextCheckAt: nextDailyCheck(now) },
  });
}

async function claim(tx: Tx, domain: Domain, holder: Domain, now: Date): Promise<void> {
  const [opened] = await tx.domainTransfer.createManyAndReturn({
    data: { domainId: domain.id, createdAt: now },
    skipDuplicates: true,
    select: { id: true },
  });
  await tx.domain.update({ where: { id: domain.id }, data: { nextCheckAt: null } });
  if (!opened) return;
  const operators = { template: "claimToDecide", once: opened.id } as const;
  await tellOperators(tx, { ...operators, props: { transferId: opened.id } }, now);
  const sides = [
    { domainId: domain.id, action: "domain.claimed", side: "claimant" },
    { domainId: holder.id, action: "domain.contested", side: "holder" },
  ] as const;
  for (const { side, ...news } of sides) {
    const props = { transferId: opened.id, side };
    await tellOfDomain(tx, SYSTEM, { ...news, mail: { template: "domainClaimed", props } }, now);
  }
}
