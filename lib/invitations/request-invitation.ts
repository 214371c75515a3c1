import { z } from "zod";
import { agreementStatus } from "../agreements/agreement-status";
import { numberKey, parseAddress } from "../canonical";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { addJob } from "../jobs/add-job";
import { countTry } from "../limits";
import { logger } from "../logger";
import type { Origin } from "../policy/actor";
import { tidy } from "../tidy";
import { mailReset } from "./request-password-reset";
import { renewUnasked } from "./renew-unasked";

const fact = z.string("required").overwrite(tidy).min(1, "required");

/** The three facts of decision 13; whether they agree with anything is never said. */
export const requestInvitationSchema = z.object({
  email: fact
    .max(320, "emailTooLong")
    .refine((typed) => typeof parseAddress(typed) !== "string", "emailMalformed"),
  agreementNumber: fact.max(100, "tooLong:100"),
  accountNumber: fact.max(100, "tooLong:100"),
});

export type Facts = z.infer<typeof requestInvitationSchema>;

/**
 * Takes note that somebody asks for the administrator's invitation again (R14 to R29). Stores a job
 * with the typed facts and nothing else, so that every page is the same in text, status and time.
 */
export async function askForInvitation(facts: Facts, origin: Origin): Promise<void> {
  await countTry("asks", origin.addressBlock);
  await transaction((tx) => addJob(tx, { task: "requestInvitation", payload: facts }));
}

/**
 * The worker's half: mails only when all three facts match one current designation, and only the
 * address on record (R15 to R17). Who has access gets a mail that says so (R27); who was removed or
 * disabled gets none. While a change of the designation waits, only the old address matches.
 */
export async function requestInvitation(facts: Facts, now: Date): Promise<void> {
  const reason = await answerRequest(facts, now);
  // Edge 31: the page tells nobody why, the log does; without what was typed.
  logger.info({ part: "requestInvitation", reason }, "an invitation was asked for");
}

async function answerRequest(facts: Facts, now: Date): Promise<string> {
  const found = await findDesignation(facts);
  if (!found) return "no match";
  const { designation, account } = found;
  if (agreementStatus(account.agreement, now) !== "ACTIVE") return "agreement over";
  if (designation.blockedAt) return "designated, without access";
  const membership = await db.membership.findFirst({
    where: {
      purchasingAccountId: account.id,
      emailKey: designation.emailKey,
      NOT: { status: "REMOVED" },
    },
    include: { user: true, invitations: { orderBy: { createdAt: "desc" }, take: 1 } },
  });
  if (membership?.status === "ACTIVE" && membership.user && !membership.user.disabledAt) {
    const { user } = membership;
    const mail = { template: "alreadyAccess", purchasingAccountId: account.id } as const;
    const sent = await transaction((tx) => mailReset(tx, user, mail, now));
    return sent ? "already has access: told" : "already has access: limit reached";
  }
  const [invitation] = membership?.invitations ?? [];
  if (membership?.status !== "INVITED" || !invitation) return "without access";
  const sent = await renewUnasked(invitation.id, "facts", now);
  return sent ? "sent again" : "limit reached or not open";
}

async function findDesignation({ email, agreementNumber, accountNumber }: Facts) {
  const address = parseAddress(email);
  if (typeof address === "string") return null;
  const account = await db.purchasingAccount.findFirst({
    where: {
      numberKey: numberKey(accountNumber),
      agreement: { numberKey: numberKey(agreementNumber) },
    },
    include: { agreement: true, designations: { where: { until: null } } },
  });
  const designation = account?.designations.find(({ emailKey }) => emailKey === address.emailKey);
  return account && designation ? { account, designation } : null;
}
