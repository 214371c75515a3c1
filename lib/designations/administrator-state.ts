import type { MessageState, Prisma } from "../../prisma/generated/client";
import type { Tx } from "../db/client";

/** How it stands with a purchasing account's designated administrator. */
export type AdministratorState =
  | { readonly kind: "hasAccess" }
  | { readonly kind: "invited"; readonly until: Date; readonly mail: MessageState }
  | { readonly kind: "expired"; readonly since: Date }
  | { readonly kind: "withoutAccess" };

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

/** The designated administrators of accounts, by canonical number, in the order asked for. */
export async function administratorStates(
  tx: Tx,
  numberKeys: readonly string[],
  now: Date,
): Promise<Map<string, Administrator>> {
  const accounts = await tx.purchasingAccount.findMany({
    where: { numberKey: { in: [...numberKeys] } },
    include: shape,
  });
  return new Map(accounts.flatMap((account) => describe(account, now)));
}

const shape = {
  partner: true,
  agreement: { include: { organization: true } },
  designations: { where: { until: null } },
  memberships: {
    where: { NOT: { status: "REMOVED" }, invitations: { some: { kind: "ADMINISTRATOR" } } },
    include: {
      invitations: {
        orderBy: { createdAt: "desc" },
        take: 1,
        include: {
          links: {
            orderBy: { createdAt: "desc" },
            take: 1,
            include: { messages: { select: { state: true } } },
          },
        },
      },
    },
  },
} as const satisfies Prisma.PurchasingAccountInclude;

type Account = Prisma.PurchasingAccountGetPayload<{ include: typeof shape }>;

function describe(account: Account, now: Date): [string, Administrator][] {
  const [designated] = account.designations;
  if (!designated) return [];
  const membership = account.memberships.find(({ emailKey }) => emailKey === designated.emailKey);
  const administrator: Administrator = {
    number: account.number,
    numberKey: account.numberKey,
    accountName: account.name,
    organization: account.agreement.organization.name,
    agreementNumber: account.agreement.number,
    partner: account.partner?.name ?? null,
    name: `${designated.firstName} ${designated.lastName}`,
    email: designated.email,
    emailKey: designated.emailKey,
    state: stateOf(designated.blockedAt, membership, now),
  };
  return [[account.numberKey, administrator]];
}

function stateOf(
  blockedAt: Date | null,
  membership: Account["memberships"][number] | undefined,
  now: Date,
): AdministratorState {
  if (blockedAt || !membership) return { kind: "withoutAccess" };
  if (membership.status === "ACTIVE") return { kind: "hasAccess" };
  const [invitation] = membership.invitations;
  if (membership.status !== "INVITED" || invitation?.status !== "PENDING") {
    return { kind: "withoutAccess" };
  }
  if (invitation.expiresAt <= now) return { kind: "expired", since: invitation.expiresAt };
  const mail = invitation.links[0]?.messages[0]?.state ?? "QUEUED";
  return { kind: "invited", until: invitation.expiresAt, mail };
}
