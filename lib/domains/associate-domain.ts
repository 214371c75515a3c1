import { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError, refuse, type Sentence } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { parentsOf, parseDomain, type DomainName } from "./domain-name";
import { newChallenge } from "./domain-record";
import { nextPendingCheck } from "./domain-times";
import { lockDomain } from "./lock-domain";

/** More than any purchasing account needs; each is asked for in the DNS. */
const MOST_DOMAINS = 50;

export const associateDomainSchema = z.object({
  domain: z.string("required").trim().min(1, "required").max(500, "domainTooLong"),
});

/**
 * Associates a domain with the actor's purchasing account (R77). At once where the organization proved it
 * for a sibling already (decision 20); else it waits for the TXT record. Throws `invalid` at `domain`.
 */
export async function associateDomain(
  actor: Actor,
  { domain: typed }: z.infer<typeof associateDomainSchema>,
  now = new Date(),
): Promise<{ domainId: string; accountKey: string }> {
  authorize(actor, "domains.manage");
  const parsed = parseDomain(typed);
  if ("key" in parsed) throw atDomain(parsed);
  return transaction(async (tx) => {
    await lockDomain(tx, parsed.nameKey);
    const present = await lockAsMember(tx, actor, "domains.manage");
    const { purchasingAccountId } = present;
    const { numberKey: accountKey, agreement } = await tx.purchasingAccount.findUniqueOrThrow({
      where: { id: purchasingAccountId },
      select: { numberKey: true, agreement: { select: { organizationId: true } } },
    });
    const { organizationId } = agreement;
    await refuseWithinAnother(tx, organizationId, parsed);
    if ((await tx.accountDomain.count({ where: { purchasingAccountId } })) >= MOST_DOMAINS) {
      throw refuse("conflict", "domainTooMany", { max: MOST_DOMAINS });
    }
    const { id: domainId } = await findOrAdd(tx, organizationId, parsed, now);
    await associate(tx, present, domainId, parsed, now);
    return { domainId, accountKey };
  });
}

const atDomain = (sentence: Sentence) =>
  new DomainError("invalid", { key: "checkFields" }, { domain: sentence });

/** A domain below another organization's isn't for the taking; it isn't said whose it is. */
async function refuseWithinAnother(tx: Tx, organizationId: string, { nameKey, name }: DomainName) {
  const above = await tx.domain.findFirst({
    where: {
      nameKey: { in: parentsOf(nameKey) },
      status: { in: ["VERIFIED", "LOST"] },
      NOT: { organizationId },
    },
    select: { name: true },
  });
  if (above) {
    throw atDomain({ key: "domainWithinAnother", values: { name, above: above.name } });
  }
}

/** Under the lock of the name nobody else adds it; the unique index says the same. */
async function findOrAdd(
  tx: Tx,
  organizationId: string,
  { name, nameKey }: DomainName,
  now: Date,
): Promise<{ id: string }> {
  const found = await tx.domain.findFirst({
    where: { organizationId, nameKey, NOT: { status: "REMOVED" } },
    select: { id: true },
  });
  if (found) return found;
  const nextCheckAt = nextPendingCheck({ askedAt: now, createdAt: now }, now);
  return tx.domain.create({
    data: {
      ...{ organizationId, name, nameKey, nextCheckAt },
      ...{ challenge: newChallenge(), createdAt: now, askedAt: now },
    },
    select: { id: true },
  });
}

async function associate(
  tx: Tx,
  actor: MemberActor,
  domainId: string,
  { name }: DomainName,
  now: Date,
): Promise<void> {
  const { purchasingAccountId } = actor;
  const { count } = await tx.accountDomain.createMany({
    data: { purchasingAccountId, domainId, since: now },
    skipDuplicates: true,
  });
  if (count === 0) throw atDomain({ key: "domainHere", values: { name } });
  await recordEvent(tx, actor, now, {
    action: "domain.associated",
    object: { kind: "domain", id: domainId },
    purchasingAccountId,
  });
}
