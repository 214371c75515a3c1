import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError, notFound, refuse, type Sentence } from "../errors";
import { renewInvitation } from "../invitations/renew-invitation";
import { liftSuppression } from "../mail/suppression";
import type { Actor, StaffActor } from "../policy/actor";
import { accountScope, requireStaff } from "../policy/scope";

/** As many as fit on a screen and are looked over before pressing. */
export const RESEND_AT_ONCE = 25;

export const resendToAdministratorSchema = z.object({
  account: z.string("notFound").max(100, "notFound"),
});

export const resendToAdministratorsSchema = z.object({
  accounts: z
    .array(z.string().max(100), "chooseSome")
    .min(1, "chooseSome")
    .max(RESEND_AT_ONCE, "tooManyAtOnce"),
});

/**
 * Sends the invitation to an account's designated administrator again (R82), also to an address that
 * was suppressed: whoever resends says that it is right. Throws `notFound` outside the actor's scope,
 * `limited` as every resend, `conflict` when there is nothing to accept.
 */
export async function resendToAdministrator(
  actor: Actor,
  { account }: z.infer<typeof resendToAdministratorSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  requireStaff(actor);
  return transaction(async (tx) => {
    const { invitation, designation, membership } = await findOpen(tx, actor, account);
    await liftSuppression(tx, designation.emailKey);
    await renewInvitation(tx, { invitationId: invitation.id, invitee: membership }, now);
    await recordEvent(tx, actor, now, {
      action: "invitation.resent",
      object: { kind: "invitation", id: invitation.id },
      purchasingAccountId: membership.purchasingAccountId,
      data: { membershipId: membership.id },
    });
    return { email: designation.email };
  });
}

async function findOpen(tx: Tx, actor: StaffActor, account: string) {
  const found = await tx.purchasingAccount.findFirst({
    where: { numberKey: numberKey(account), ...accountScope(actor) },
    include: { designations: { where: { until: null } } },
  });
  const [designation] = found?.designations ?? [];
  if (!found || !designation) throw notFound();
  await tx.$queryRaw`SELECT 1 FROM "Designation" WHERE "id" = ${designation.id}::uuid FOR UPDATE`;
  const membership = await tx.membership.findFirst({
    where: {
      purchasingAccountId: found.id,
      emailKey: designation.emailKey,
      NOT: { status: "REMOVED" },
    },
    include: { invitations: { orderBy: { createdAt: "desc" }, take: 1 } },
  });
  if (membership?.status === "ACTIVE") throw refuse("conflict", "hasAccessAlready");
  const [invitation] = membership?.invitations ?? [];
  if (membership?.status !== "INVITED" || !invitation || designation.blockedAt) {
    throw refuse("conflict", "withoutAccess");
  }
  return { designation, membership, invitation };
}

export interface ResendResult {
  readonly account: string;
  /** Null when it was refused. */
  readonly email: string | null;
  readonly refusal: Sentence | null;
}

/** Up to 25 at once, each in a transaction of its own, with the result of each. */
export async function resendToAdministrators(
  actor: Actor,
  { accounts }: z.infer<typeof resendToAdministratorsSchema>,
  now = new Date(),
): Promise<ResendResult[]> {
  requireStaff(actor);
  const results: ResendResult[] = [];
  for (const account of new Set(accounts.map(numberKey))) {
    try {
      const { email } = await resendToAdministrator(actor, { account }, now);
      results.push({ account, email, refusal: null });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      results.push({ account, email: null, refusal: error.sentence });
    }
  }
  return results;
}
