import { getDomain } from "tldts";
import { isPersonalDomain } from "../accounts/personal-mail";
import type { Membership } from "../../prisma/generated/client";
import type { Tx } from "../db/client";

/** How long those who are mailed can object before a change of the designation takes effect. */
export const OBJECTION_WINDOW = 72 * 60 * 60 * 1000;

/**
 * Whether somebody of the organization is or ever was in, in whichever of its purchasing accounts: then a
 * change waits, since there is somebody to ask.
 */
export async function everHadMember(tx: Tx, organizationId: string): Promise<boolean> {
  const member = await tx.membership.findFirst({
    where: { userId: { not: null }, purchasingAccount: { agreement: { organizationId } } },
    select: { id: true },
  });
  return member !== null;
}

/** The Account Administrators of all purchasing accounts of the organization, each address once. */
export async function administratorsOf(tx: Tx, organizationId: string): Promise<Membership[]> {
  const found = await tx.membership.findMany({
    where: {
      purchasingAccount: { agreement: { organizationId } },
      status: "ACTIVE",
      roles: { has: "ACCOUNT_ADMINISTRATOR" },
      user: { disabledAt: null },
    },
    orderBy: { id: "asc" },
  });
  return [...new Map(found.map((one) => [one.emailKey, one])).values()];
}

/**
 * Whether an address is one that a partner would name for itself: that of any partner's person, or one
 * in a domain of this account's partner. Then the operator decides instead of the clock.
 */
export async function isPartnerAddress(
  tx: Tx,
  partnerId: string | null,
  emailKey: string,
): Promise<boolean> {
  const domain = emailKey.slice(emailKey.lastIndexOf("@") + 1);
  // mail.partner.example and partner.example are in the same hands.
  const registered = getDomain(domain) ?? domain;
  const own =
    partnerId === null || isPersonalDomain(domain)
      ? []
      : [`@${registered}`, `.${registered}`].map((end) => ({
          partnerId,
          emailKey: { endsWith: end },
        }));
  const found = await tx.partnerUser.findFirst({
    where: { NOT: { status: "REMOVED" }, OR: [{ emailKey }, ...own] },
    select: { id: true },
  });
  return found !== null;
}
