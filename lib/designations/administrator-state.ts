import type { Prisma } from "../../prisma/generated/client";
import { fullName } from "../accounts/full-name";
import type { Tx } from "../db/client";
import { DELIVERY_LINKS, deliveryOf, type Delivery } from "../mail/delivery";

/** How it stands with a purchasing account's designated administrator. */
export type AdministratorState =
  | { readonly kind: "hasAccess" }
  | { readonly kind: "invited"; readonly until: Date; readonly delivery: Delivery | null }
  | { readonly kind: "expired"; readonly since: Date }
  | { readonly kind: "declined"; readonly since: Date }
  | { readonly kind: "withoutAccess" };

/** Whether there is an invitation to accept, or was until it ran out or was declined: to be resent. */
export function isToAccept({ kind }: AdministratorState): boolean {
  return kind === "invited" || kind === "expired" || kind === "declined";
}

export interface Administrator {
  readonly number: string;
  readonly numberKey: string;
  readonly accountName: string;
  readonly organization: string;
  readonly agreementNumber: string;
  readonly partner: string | null;
  readonly name: string;
  readonly email: string;
  readonly emailKey: string;
  readonly state: AdministratorState;
}

/** The designated administrators of accounts, by canonical number. */
export async function administratorStates(
  tx: Tx,
  numberKeys: readonly string[],
  now: Date,
): Promise<Map<string, Administrator>> {
  const accounts = await tx.purchasingAccount.findMany({
    where: { numberKey: { in: [...numberKeys] } },
    include: {
      partner: true,
      agreement: { include: { organization: true } },
      designations: { where: { until: null } },
    },
  });
  const designations = accounts.flatMap((account) => account.designations);
  const people = await tx.membership.findMany({
    where: {
      NOT: { status: "REMOVED" },
      OR: designations.map(({ purchasingAccountId, emailKey }) => ({
        purchasingAccountId,
        emailKey,
      })),
    },
    include: personShape,
  });
  const personOf = new Map(people.map((person) => [person.purchasingAccountId, person]));
  return new Map(
    accounts.flatMap((account): [string, Administrator][] => {
      const [designated] = account.designations;
      if (!designated) return [];
      const administrator = {
        number: account.number,
        numberKey: account.numberKey,
        accountName: account.name,
        organization: account.agreement.organization.name,
        agreementNumber: account.agreement.number,
        partner: account.partner?.name ?? null,
        name: fullName(designated),
        email: designated.email,
        emailKey: designated.emailKey,
        state: stateOf(designated.blockedAt, personOf.get(account.id), now),
      };
      return [[account.numberKey, administrator]];
    }),
  );
}

const personShape = {
  invitations: { orderBy: { createdAt: "desc" }, take: 1, include: { links: DELIVERY_LINKS } },
} as const satisfies Prisma.MembershipInclude;

type Person = Prisma.MembershipGetPayload<{ include: typeof personShape }>;

function stateOf(
  blockedAt: Date | null,
  person: Person | undefined,
  now: Date,
): AdministratorState {
  if (blockedAt || !person) return { kind: "withoutAccess" };
  if (person.status === "ACTIVE") return { kind: "hasAccess" };
  const [invitation] = person.invitations;
  if (person.status !== "INVITED" || !invitation) return { kind: "withoutAccess" };
  if (invitation.status === "DECLINED") {
    return { kind: "declined", since: invitation.endedAt ?? now };
  }
  if (invitation.status !== "PENDING") return { kind: "withoutAccess" };
  if (invitation.expiresAt <= now) return { kind: "expired", since: invitation.expiresAt };
  return {
    kind: "invited",
    until: invitation.expiresAt,
    delivery: deliveryOf(invitation.links),
  };
}
