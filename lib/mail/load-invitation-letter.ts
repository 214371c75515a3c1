import { invitationLetter, reminderLetter, type InvitationLetter } from "../../emails/invitation";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { EmailMessage, InvitationKind } from "../../prisma/generated/client";
import { db } from "../db/client";
import { sortRoles, type Role } from "../policy/roles";
import { tokenOf } from "../secrets";
import { typedCode } from "./typed-code";
import { getStartedHref, invitationHref, stopRemindersHref, unsubscribeHref } from "./links";
import { liveLink } from "./live-link";

export async function loadInvitation(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const open = await readOpen(context, message, now);
  return open && invitationLetter(context, open.letter);
}

export async function loadReminder(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const open = await readOpen(context, message, now);
  // A held invitation waits for somebody else: its person has nothing to be reminded of.
  if (!open || open.invitation.remindersOff || open.invitation.heldAt) return null;
  const stop = await liveLink(message, "OPT_OUT", now);
  if (stop?.invitationId !== open.invitation.id) return null;
  return reminderLetter(context, {
    ...open.letter,
    stopHref: stopRemindersHref(stop.token),
    unsubscribe: unsubscribeHref(stop.token),
  });
}

/** The invitation behind a message and what its letter says; null when its link is dead by now. */
async function readOpen(context: LetterContext, message: EmailMessage, now: Date) {
  if (message.linkId === null) return null;
  const invitation = await findOpen(message.linkId, now);
  if (!invitation) return null;
  const { id, codeHmac, codeLinkId, expiresAt, hasAccount } = invitation;
  const token = tokenOf("invitation", message.linkId, invitation.tokenHash);
  const place = placeOf(context, invitation);
  if (token === undefined || !place) return null;
  const value = typedCode(codeLinkId, id, codeHmac);
  const letter: InvitationLetter = {
    ...place,
    hasAccount,
    name: message.toName,
    expiresAt,
    href: invitationHref(token),
    ...(value !== undefined && { code: { value, address: getStartedHref() } }),
  };
  return { invitation, letter };
}

interface Open {
  readonly id: string;
  readonly kind: InvitationKind;
  readonly tokenHash: Uint8Array;
  readonly expiresAt: Date;
  readonly remindersOff: boolean;
  readonly heldAt: Date | null;
  readonly codeHmac: Uint8Array | null;
  /** The link that the code is made from: this one, or the newest full one beside a reminder. */
  readonly codeLinkId: string | null;
  readonly hasAccount: boolean;
  /** Of a partner's people only this; of everybody else all but this. */
  readonly partner: string | null;
  readonly roles: Role[] | null;
  readonly organization: string | null;
  readonly agreementNumber: string | null;
  readonly accountNumber: string | null;
  /** Null is the system. */
  readonly inviter: string | null;
}

/** All that the letter is made of, in one query: an import has thousands of them leave in a row. */
async function findOpen(linkId: string, now: Date): Promise<Open | undefined> {
  const [open] = await db.$queryRaw<Open[]>`
    SELECT i."id", i."kind"::text, l."tokenHash", least(l."expiresAt", i."expiresAt") AS "expiresAt",
      i."remindersOff", i."heldAt", c."codeHmac", c."id" AS "codeLinkId",
      EXISTS (
        SELECT 1 FROM "User" u WHERE u."emailKey" = coalesce(m."emailKey", pu."emailKey")
      ) AS "hasAccount",
      p."name" AS "partner", m."roles"::text[], o."name" AS "organization",
      g."number" AS "agreementNumber", a."number" AS "accountNumber",
      s."firstName" || ' ' || s."lastName" AS "inviter"
    FROM "InvitationLink" l JOIN "Invitation" i ON i."id" = l."invitationId"
      LEFT JOIN LATERAL (
        SELECT f."id", f."codeHmac" FROM "InvitationLink" f
        WHERE f."invitationId" = i."id" AND f."supersededAt" IS NULL AND f."kind" <> 'REMINDER'
          AND (l."kind" = 'REMINDER' OR f."id" = l."id")
        ORDER BY f."createdAt" DESC LIMIT 1
      ) c ON true
      LEFT JOIN "Membership" m ON m."id" = i."membershipId"
      LEFT JOIN "PurchasingAccount" a ON a."id" = m."purchasingAccountId"
      LEFT JOIN "Agreement" g ON g."id" = a."agreementId"
      LEFT JOIN "Organization" o ON o."id" = g."organizationId"
      LEFT JOIN "Membership" s ON s."id" = i."invitedById"
      LEFT JOIN "PartnerUser" pu ON pu."id" = i."partnerUserId"
      LEFT JOIN "Partner" p ON p."id" = pu."partnerId"
    WHERE l."id" = ${linkId}::uuid AND l."supersededAt" IS NULL
      AND i."status" = 'PENDING' AND i."expiresAt" > ${now} AND l."expiresAt" > ${now}`;
  return open;
}

/** What a person is invited to, and by whom. */
function placeOf({ vendor }: LetterContext, invitation: Open) {
  const { kind, partner, roles, organization, agreementNumber, accountNumber } = invitation;
  if (partner !== null) return { kind: "PARTNER", partner } as const;
  if (kind === "PARTNER" || !roles) return null;
  if (organization === null || agreementNumber === null || accountNumber === null) return null;
  const inviter = invitation.inviter ?? vendor;
  const account = { organization, agreementNumber, accountNumber };
  return { kind, ...account, inviter, roles: sortRoles(roles) } as const;
}
