import type { JoinProof, JoinRequest } from "../../prisma/generated/client";
import { personValues } from "../audit/personal";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { lockAccount } from "../db/lock";
import { enqueueMails, recipientOf } from "../mail/enqueue-mail";
import { SYSTEM } from "../policy/actor";
import { rolesThatMay } from "../policy/permissions";
import {
  ACCOUNT_MAILS_A_DAY,
  ACCOUNT_REQUESTS_A_DAY,
  DAY_MS,
  dayBefore,
  REQUEST_LIFE_DAYS,
  REQUESTS_OF_ADDRESS,
} from "./join-limits";

/**
 * Puts a proved wish before one purchasing account, within its limits, and mails those who may invite.
 * One open request of an address: the unique index decides.
 */
export async function openJoinRequest(
  tx: Tx,
  purchasingAccountId: string,
  proof: JoinProof,
  now: Date,
): Promise<void> {
  await lockAccount(tx, purchasingAccountId);
  const life = REQUEST_LIFE_DAYS * DAY_MS;
  const { email, emailKey, baseKey, firstName, lastName, language, country, reason } = proof;
  // A request that the clock has ended is still open to the index until somebody closes its row.
  await tx.joinRequest.updateMany({
    where: { purchasingAccountId, emailKey, status: "PENDING", expiresAt: { lte: now } },
    data: { status: "EXPIRED", endedAt: now },
  });
  const today = await tx.joinRequest.count({
    where: { purchasingAccountId, createdAt: { gt: dayBefore(now) } },
  });
  const earlier = await tx.joinRequest.count({
    where: { purchasingAccountId, baseKey, createdAt: { gt: new Date(now.getTime() - life) } },
  });
  if (today >= ACCOUNT_REQUESTS_A_DAY || earlier >= REQUESTS_OF_ADDRESS) return;
  const [request] = await tx.joinRequest.createManyAndReturn({
    data: {
      ...{ purchasingAccountId, email, emailKey, baseKey },
      ...{ firstName, lastName, language, country, reason },
      createdAt: now,
      expiresAt: new Date(now.getTime() + life),
    },
    skipDuplicates: true,
  });
  if (!request) return;
  await recordEvent(tx, SYSTEM, now, {
    action: "join_request.made",
    object: { kind: "joinRequest", id: request.id },
    purchasingAccountId,
    personal: { after: personValues(request) },
  });
  if (today < ACCOUNT_MAILS_A_DAY) await tell(tx, request, today + 1 === ACCOUNT_MAILS_A_DAY, now);
}

/** Everybody who may invite, in their own languages; `isLast` is the last such mail of the day. */
async function tell(tx: Tx, request: JoinRequest, isLast: boolean, now: Date): Promise<void> {
  const { id: requestId, purchasingAccountId } = request;
  const inviters = await tx.membership.findMany({
    where: {
      purchasingAccountId,
      status: "ACTIVE",
      roles: { hasSome: rolesThatMay("users.invite") },
      user: { disabledAt: null },
    },
    orderBy: { id: "asc" },
  });
  const mails = inviters.map((inviter) => ({
    template: "joinRequested" as const,
    language: inviter.language,
    to: recipientOf(inviter),
    props: { requestId, isLast },
    purchasingAccountId,
  }));
  await enqueueMails(tx, now, mails);
}
