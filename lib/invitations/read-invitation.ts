import type { Prisma } from "../../prisma/generated/client";
import { fullName } from "../accounts/full-name";
import { agreementStatus } from "../agreements/agreement-status";
import { db } from "../db/client";
import { sortRoles, type Role } from "../policy/roles";
import { hashLinkToken } from "../secrets";

/** What the page behind a mailed link shows. Only `open` lets anybody in. */
export type InvitationPage =
  | { readonly state: "unknown" | "revoked" | "declined" | "agreementOver" }
  | { readonly state: "used"; readonly emailKey: string }
  | {
      readonly state: "held";
      readonly organization: string;
      readonly invitationId: string;
      readonly linkId: string;
    }
  | { readonly state: "expired"; readonly expiresAt: Date }
  | { readonly state: "superseded"; readonly renewedAt: Date }
  | OpenInvitation;

export interface OpenInvitation {
  readonly state: "open";
  readonly invitationId: string;
  readonly linkId: string;
  readonly kind: "ADMINISTRATOR" | "COLLEAGUE" | "PARTNER";
  readonly email: string;
  readonly emailKey: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
  readonly roles: readonly Role[];
  /** The customer's name, or the partner's. */
  readonly organization: string;
  /** Null for a partner's people. */
  readonly account: null | {
    readonly key: string;
    readonly number: string;
    readonly agreementNumber: string;
    readonly signedOn: Date;
  };
  /** Null when the agreement or the vendor invited. */
  readonly inviter: string | null;
  readonly expiresAt: Date;
  /** A person who has an organizational account signs in and confirms (edges 8, 18). */
  readonly hasAccount: boolean;
}

/** Reads the state of a mailed link; changes nothing (R38, decision 9). */
export async function readInvitation(token: string, now = new Date()): Promise<InvitationPage> {
  const link = await db.invitationLink.findUnique({
    where: { tokenHash: hashLinkToken(token) },
    include: shape,
  });
  return link ? describe(link, now) : { state: "unknown" };
}

const shape = {
  invitation: {
    include: {
      invitedBy: { select: { firstName: true, lastName: true, language: true } },
      links: { where: { supersededAt: null }, orderBy: { createdAt: "desc" }, take: 1 },
      partnerUser: { include: { partner: true } },
      membership: {
        include: {
          purchasingAccount: { include: { agreement: { include: { organization: true } } } },
        },
      },
    },
  },
} as const satisfies Prisma.InvitationLinkInclude;

type Link = Prisma.InvitationLinkGetPayload<{ include: typeof shape }>;

async function describe(link: Link, now: Date): Promise<InvitationPage> {
  const { invitation } = link;
  const { membership, partnerUser } = invitation;
  const invitee = membership ?? partnerUser;
  if (!invitee) return { state: "unknown" };
  const agreement = membership?.purchasingAccount.agreement;
  const over = agreement && agreementStatus(agreement, now) !== "ACTIVE";
  if (invitation.status === "ACCEPTED") return { state: "used", emailKey: invitee.emailKey };
  if (over) return { state: "agreementOver" };
  if (invitation.status === "REVOKED") return { state: "revoked" };
  if (invitation.status === "DECLINED") return { state: "declined" };
  if (link.supersededAt) {
    // It went to a mailbox that the invitation was moved away from: nothing there is to be waited for.
    if (link.sentToKey !== invitee.emailKey) return { state: "revoked" };
    return { state: "superseded", renewedAt: invitation.links[0]?.createdAt ?? link.supersededAt };
  }
  // Each link has its own end; a later one may be good still.
  const expiresAt = earlier(link.expiresAt, invitation.expiresAt);
  if (invitation.status === "EXPIRED" || expiresAt <= now) return { state: "expired", expiresAt };
  const organization = agreement?.organization.name ?? partnerUser?.partner.name ?? "";
  if (invitation.heldAt) {
    return { state: "held", organization, invitationId: invitation.id, linkId: link.id };
  }
  const user = await db.user.findUnique({
    where: { emailKey: invitee.emailKey },
    select: { id: true },
  });
  return {
    state: "open",
    invitationId: invitation.id,
    linkId: link.id,
    kind: invitation.kind,
    email: invitee.email,
    emailKey: invitee.emailKey,
    firstName: invitee.firstName,
    lastName: invitee.lastName,
    language: invitee.language,
    roles: sortRoles(membership?.roles ?? []),
    organization,
    account: accountOf(membership),
    inviter: nameOf(invitation.invitedBy),
    expiresAt,
    hasAccount: user !== null,
  };
}

const earlier = (one: Date, other: Date) => (one < other ? one : other);

function accountOf(membership: Link["invitation"]["membership"]): OpenInvitation["account"] {
  if (!membership) return null;
  const { numberKey, number, agreement } = membership.purchasingAccount;
  const { number: agreementNumber, signedOn } = agreement;
  return { key: numberKey, number, agreementNumber, signedOn };
}

function nameOf(person: Parameters<typeof fullName>[0] | null): string | null {
  return person && fullName(person);
}
