import { z } from "zod";
import { fullName } from "../accounts/full-name";
import { recordEvent } from "../audit/record-event";
import { maskAddress } from "../canonical";
import { db } from "../db/client";
import { lockAccount } from "../db/lock";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { reasonSchema } from "../invitations/reason-schema";
import { countTry, forgiveTry } from "../limits";
import { SYSTEM, type Origin } from "../policy/actor";
import { hashLinkToken } from "../secrets";
import { OBJECTIONABLE, OPEN } from "./change-states";
import { tellOfFreeze } from "./tell-of-change";

export const objectToChangeSchema = z.object({
  token: z.string().max(200),
  reason: reasonSchema,
});

/** What the page behind an objection link shows. */
export interface ObjectionPage {
  readonly organization: string;
  readonly accountNumber: string;
  readonly kind: "REPLACE" | "CORRECT_ADDRESS";
  /** Name and address, masked for readers who aren't in the account. */
  readonly proposed: string;
  /** Who asked; null is the vendor. */
  readonly partner: string | null;
  readonly until: Date;
  readonly objected: boolean;
}

/** Reads the change that an objection link is bound to; null for a dead link (decision 9). */
export async function readObjection(
  token: string,
  now = new Date(),
): Promise<ObjectionPage | null> {
  const link = await findLink(token, now);
  if (!link) return null;
  const { change, issuedTo } = link;
  const account = change.purchasingAccount;
  const member = await db.membership.findFirst({
    where: { purchasingAccountId: account.id, emailKey: issuedTo ?? "", status: "ACTIVE" },
    select: { id: true },
  });
  const partner =
    change.partnerId === null
      ? null
      : await db.partner.findUnique({ where: { id: change.partnerId }, select: { name: true } });
  const address = member ? change.email : maskAddress(change.email);
  return {
    organization: account.agreement.organization.name,
    accountNumber: account.number,
    kind: change.kind,
    proposed: `${fullName(change)}, ${address}`,
    partner: partner?.name ?? null,
    until: change.actsAt,
    objected: change.state === "OBJECTED",
  };
}

/**
 * Freezes a waiting change for the operator, with a typed reason (decision 9). The guarded update
 * decides between an objection and the change taking effect at the same instant. Throws `gone` for a
 * link that is dead, `conflict` when the other one was faster.
 */
export async function objectToChange(
  { token, reason }: z.infer<typeof objectToChangeSchema>,
  origin: Origin,
  now = new Date(),
): Promise<void> {
  await countTry("block", origin.addressBlock);
  const link = await findLink(token, now);
  if (!link) throw refuse("gone", "linkGone");
  await forgiveTry("block", origin.addressBlock);
  const { change } = link;
  await transaction(async (tx) => {
    await lockAccount(tx, change.purchasingAccountId);
    const [objected] = await tx.designationChange.updateManyAndReturn({
      where: { id: change.id, state: { in: OBJECTIONABLE }, actsAt: { gt: now } },
      data: {
        state: "OBJECTED",
        objectedAt: now,
        objectedBy: link.issuedTo,
        objection: reason,
      },
    });
    if (!objected) throw refuse("conflict", "changedMeanwhile");
    await tx.oneTimeLink.update({ where: { id: link.id }, data: { usedAt: now } });
    await tx.purchasingAccount.update({
      where: { id: change.purchasingAccountId },
      data: { version: { increment: 1 } },
    });
    await recordEvent(tx, { ...SYSTEM, origin }, now, {
      action: "designation.objected",
      object: { kind: "designationChange", id: change.id },
      purchasingAccountId: change.purchasingAccountId,
    });
    await tellOfFreeze(tx, objected, now);
  });
}

/** One token per recipient, bound to one change, dead when the window ends or the change does. */
async function findLink(token: string, now: Date) {
  const link = await db.oneTimeLink.findUnique({
    where: { tokenHash: hashLinkToken(token) },
    include: {
      change: {
        include: {
          purchasingAccount: { include: { agreement: { include: { organization: true } } } },
        },
      },
    },
  });
  if (link?.purpose !== "OBJECTION" || !link.change || link.expiresAt <= now) return null;
  const open = OPEN.includes(link.change.state);
  return open ? { ...link, change: link.change } : null;
}
