import { joinCodeLetter, joinDeclinedLetter, joinRequestedLetter } from "../../emails/join";
import { fullName } from "../accounts/full-name";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { CODE_TRIES } from "../join-requests/join-limits";
import { rolesThatMay } from "../policy/permissions";
import { codeInWords } from "./typed-code";
import { codeOf } from "../secrets";
import { WITH_NAMES } from "./letter-account";
import { joinCodeHref, joinRequestHref } from "./links";
import { flagIn, idIn } from "./message-props";
import { readAs } from "./read-as-administrator";

/** The code that proves an address; null once it is used, dead or over. */
export async function loadJoinCode(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const id = idIn(message, "proofId");
  const proof = id && (await db.joinProof.findUnique({ where: { id } }));
  if (!proof || proof.usedAt || proof.endsAt <= now) return null;
  const code = codeOf(proof.id, proof.id, proof.codeHmac);
  if (proof.codeTries >= CODE_TRIES || code === undefined) return null;
  return joinCodeLetter(context, {
    name: message.toName,
    code: codeInWords(code),
    href: joinCodeHref(),
    expiresAt: proof.endsAt,
  });
}

/** To those who may invite; null when it is decided or over, or the reader may not invite any more. */
export async function loadJoinRequested(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const request = await readRequest(message);
  if (request?.status !== "PENDING" || request.expiresAt <= now) return null;
  const { purchasingAccountId, email, reason, expiresAt } = request;
  const reader = await readAs(rolesThatMay("users.invite"), purchasingAccountId, message);
  if (!reader) return null;
  return joinRequestedLetter(context, {
    name: reader.name,
    account: reader.account,
    person: { name: fullName(request), email },
    ...{ reason, expiresAt, isLast: flagIn(message, "isLast") },
    href: joinRequestHref(reader.numberKey, request.id),
  });
}

/** To the person who asked, without a word about who decided. */
export async function loadJoinDeclined(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const request = await readRequest(message);
  if (request?.status !== "DECLINED" || request.declineReason === null) return null;
  return joinDeclinedLetter(context, {
    name: message.toName,
    organization: request.purchasingAccount.agreement.organization.name,
    reason: request.declineReason,
  });
}

async function readRequest(message: EmailMessage) {
  const id = idIn(message, "requestId");
  return id === null
    ? null
    : db.joinRequest.findUnique({
        where: { id },
        include: { purchasingAccount: { include: WITH_NAMES } },
      });
}
