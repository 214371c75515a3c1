import { db } from "../db/client";
import { sortRoles, type Role } from "../policy/roles";
import { hashToken } from "../secrets";

/** What the page behind a mailed link shows. Only `open` offers anything to do. */
export type InvitationPage =
  | { readonly state: "unknown" | "revoked" | "used" }
  | { readonly state: "held"; readonly organization: string }
  | { readonly state: "expired"; readonly expiresAt: Date; readonly kind: InvitationKind }
  | { readonly state: "superseded"; readonly renewedAt: Date }
  | OpenInvitation;

type InvitationKind = "ADMINISTRATOR" | "COLLEAGUE";

export interface OpenInvitation {
  readonly state: "open";
  readonly invitationId: string;
  readonly linkId: string;
  readonly kind: InvitationKind;
  readonly email: string;
  readonly emailKey: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
  readonly organization: string;
  readonly agreementNumber: string;
  readonly signedOn: Date;
  readonly accountNumber: string;
  readonly accountKey: string;
  /** Null when the agreement itself invited. */
  readonly inviter: string | null;
  readonly expiresAt: Date;
  /** A person who has an organizational account signs in and confirms (edges 8, 18). */
  readonly hasAccount: boolean;
}

/** Reads the state of a mailed link; changes nothing (R38, decision 9). */
export async function readInvitation(token: string, now = new Date()): Promise<InvitationPage> {
  const link = await db.invitationLink.findUnique({
    where: { tokenHash: hashToken(token) },
    include: {
      invitation: {
        include: {
          invitedBy: { select: { firstName: true, lastName: true } },
          links: { where: { supersededAt: null }, orderBy: { createdAt: "desc" }, take: 1 },
          membership: {
            include: {
              purchasingAccount: { include: { agreement: { include: { organization: true } } } },
            },
          },
        },
      },
    },
  });
  if (!link) return { state: "unknown" };
  const { invitation } = link;
  const { membership, invitedBy } = invitation;
  const account = membership.purchasingAccount;
  const organization = account.agreement.organization.name;
  if (invitation.status === "ACCEPTED") return { state: "used" };
  if (invitation.status === "REVOKED" || invitation.status === "DECLINED") {
    return { state: "revoked" };
  }
  if (link.supersededAt) {
    return { state: "superseded", renewedAt: invitation.links[0]?.createdAt ?? link.supersededAt };
  }
  if (invitation.status === "EXPIRED" || invitation.expiresAt <= now) {
    return { state: "expired", expiresAt: invitation.expiresAt, kind: invitation.kind };
  }
  if (invitation.heldAt) return { state: "held", organization };
  const user = await db.user.findUnique({
    where: { emailKey: membership.emailKey },
    select: { id: true },
  });
  return {
    state: "open",
    invitationId: invitation.id,
    linkId: link.id,
    kind: invitation.kind,
    email: membership.email,
    emailKey: membership.emailKey,
    firstName: membership.firstName,
    lastName: membership.lastName,
    roles: sortRoles(membership.roles),
    organization,
    agreementNumber: account.agreement.number,
    signedOn: account.agreement.signedOn,
    accountNumber: account.number,
    accountKey: account.numberKey,
    inviter: invitedBy ? `${invitedBy.firstName} ${invitedBy.lastName}` : null,
    expiresAt: invitation.expiresAt,
    hasAccount: user !== null,
  };
}
