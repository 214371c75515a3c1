import type { MessageState, Prisma } from "../../prisma/generated/client";
import { fullName } from "../accounts/full-name";
import { ENDS_SOON } from "../accounts/person-row";
import { hasOtherAdministrator } from "../accounts/other-administrator";
import { agreementStatus, type AgreementState } from "../agreements/agreement-status";
import { db } from "../db/client";
import { lostDomains, type LostDomain } from "../domains/list-domains";
import { notFound } from "../errors";
import { waitingInvitations, type WaitingInvitation } from "../invitations/waiting-invitations";
import { countJoinRequests } from "../join-requests/list-join-requests";
import type { MemberActor, PersonActor } from "../policy/actor";
import { can, mayApproveHeld } from "../policy/authorize";
import { assignableBy } from "../policy/assignable-roles";
import { allows } from "../policy/permissions";
import { ROLES } from "../policy/roles";
import { accountScope } from "../policy/scope";

const AT_MOST = 5;

/** One thing on the dashboard that waits for the reader. */
export type Need =
  | { readonly kind: "confirm"; readonly waiting: WaitingInvitation }
  | { readonly kind: "soleAdministrator" }
  /** Up to 100 people. */
  | { readonly kind: "asking"; readonly count: number }
  | { readonly kind: "domainLost" | "domainClosed"; readonly domain: LostDomain }
  | {
      readonly kind:
        | "mailBounced"
        | "mailReturned"
        | "mailHeld"
        | "mailFailed"
        | "mailDelayed"
        | "held"
        | "expired"
        | "ending";
      readonly invitationId: string;
      readonly name: string;
      readonly email: string;
      readonly at: Date;
    };

export interface Home {
  readonly organization: string;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly needs: readonly Need[];
  /** Nobody else is here yet: offer to invite (R49). */
  readonly offerToInvite: boolean;
  /** Null for roles that don't see agreements. */
  readonly agreement: null | {
    readonly number: string;
    readonly signedOn: Date;
    readonly status: AgreementState;
    readonly partner: string | null;
    readonly administrator: string | null;
    readonly administratorIsSelf: boolean;
  };
}

/** The dashboard: what needs me, what I have, what I can do next (R45). */
export async function readHome(
  actor: MemberActor,
  person: PersonActor,
  now = new Date(),
): Promise<Home> {
  const [account, waiting, own, asking, lost, sole, alone] = await Promise.all([
    readAccount(actor),
    waitingInvitations(person, now),
    can(actor, "users.view") ? invitationNeeds(actor, now) : [],
    can(actor, "users.invite") ? countJoinRequests(actor, now) : 0,
    can(actor, "domains.manage") ? lostDomains(actor) : [],
    isSoleAdministrator(actor),
    can(actor, "users.invite") ? isAlone(actor) : false,
  ]);
  const { agreement } = account;
  const [designated] = account.designations;
  return {
    organization: agreement.organization.name,
    accountNumber: account.number,
    accountName: account.name,
    offerToInvite: alone,
    needs: [
      ...waiting.map((invitation) => ({ kind: "confirm" as const, waiting: invitation })),
      ...(asking > 0 ? [{ kind: "asking" as const, count: asking }] : []),
      ...lost.map((domain) => ({
        kind: domain.closesAt > now ? ("domainLost" as const) : ("domainClosed" as const),
        domain,
      })),
      ...own,
      ...(sole ? [{ kind: "soleAdministrator" as const }] : []),
    ],
    agreement: can(actor, "agreements.view")
      ? {
          number: agreement.number,
          signedOn: agreement.signedOn,
          status: agreementStatus(agreement, now),
          partner: account.partner?.name ?? null,
          administrator: designated ? fullName(designated) : null,
          administratorIsSelf: designated?.membershipId === actor.membershipId,
        }
      : null,
  };
}

async function readAccount(actor: MemberActor) {
  const account = await db.purchasingAccount.findFirst({
    where: accountScope(actor),
    include: {
      partner: true,
      agreement: { include: { organization: true } },
      designations: { where: { until: null } },
    },
  });
  if (!account) throw notFound();
  return account;
}

/**
 * The open invitations that won't come to anything by themselves and that the actor can put right:
 * held, ending, or with a mail that doesn't leave. Three questions, since no index answers them at once.
 */
async function invitationNeeds(actor: MemberActor, now: Date): Promise<Need[]> {
  const soon = new Date(now.getTime() + ENDS_SOON);
  const { purchasingAccountId } = actor;
  const open = { purchasingAccountId, status: "PENDING", ...handledBy(actor) } as const;
  const stuck = await db.emailMessage.findMany({
    where: {
      purchasingAccountId,
      OR: [{ state: { in: STUCK } }, { state: "SUPPRESSED", lastAnswer: { not: null } }],
      link: { supersededAt: null, invitation: open },
    },
    orderBy: { id: "asc" },
    take: AT_MOST,
    select: { link: { select: { invitationId: true } } },
  });
  const ids = stuck.flatMap(({ link }) => link?.invitationId ?? []);
  const found = await Promise.all(
    [{ heldAt: { not: null } }, { expiresAt: { lte: soon } }, { id: { in: ids } }].map((needy) =>
      db.invitation.findMany({
        where: { AND: [open, needy] },
        orderBy: { expiresAt: "asc" },
        take: AT_MOST,
        include: shape,
      }),
    ),
  );
  const rows = new Map(found.flat().map((row) => [row.id, row]));
  return [...rows.values()].slice(0, AT_MOST).map(({ membership, ...invitation }) => {
    const states = invitation.links.flatMap((link) =>
      link.messages.flatMap(({ state, lastAnswer }) =>
        // Without an answer it was only overtaken by a newer mail.
        state === "SUPPRESSED" && lastAnswer === null ? [] : [state],
      ),
    );
    return {
      kind: needOf(invitation, states, now),
      invitationId: invitation.id,
      name: membership ? fullName(membership) : "",
      email: membership?.email ?? "",
      at: invitation.expiresAt,
    };
  });
}

/** What mayHandleInvitation and mayApproveHeld say, as a filter: no button that the verb would refuse. */
function handledBy(actor: MemberActor): Prisma.InvitationWhereInput {
  const assignable = assignableBy(actor.roles);
  const outOfReach = ROLES.filter((role) => !assignable.includes(role));
  return {
    ...(allows(actor.roles, "users.manage") ? {} : { invitedById: actor.membershipId }),
    ...(mayApproveHeld(actor) ? {} : { heldAt: null }),
    ...(outOfReach.length > 0 ? { membership: { NOT: { roles: { hasSome: outOfReach } } } } : {}),
  };
}

const shape = {
  membership: true,
  links: { where: { supersededAt: null }, include: { messages: true } },
} as const satisfies Prisma.InvitationInclude;

const STUCK: MessageState[] = ["BOUNCED", "RETURNED", "FAILED", "DEFERRED"];

function needOf(
  invitation: { heldAt: Date | null; expiresAt: Date },
  states: readonly string[],
  now: Date,
) {
  if (invitation.heldAt) return "held";
  if (invitation.expiresAt <= now) return "expired";
  if (states.includes("BOUNCED")) return "mailBounced";
  if (states.includes("RETURNED")) return "mailReturned";
  if (states.includes("SUPPRESSED")) return "mailHeld";
  if (states.includes("FAILED")) return "mailFailed";
  return states.includes("DEFERRED") ? "mailDelayed" : "ending";
}

async function isSoleAdministrator(actor: MemberActor): Promise<boolean> {
  const { roles } = actor;
  return roles.includes("ACCOUNT_ADMINISTRATOR") && !(await hasOtherAdministrator(db, actor));
}

async function isAlone(actor: MemberActor): Promise<boolean> {
  const other = await db.membership.findFirst({
    where: {
      purchasingAccountId: actor.purchasingAccountId,
      NOT: [{ id: actor.membershipId }, { status: "REMOVED" }],
    },
    // In the order of the index, which is then entered instead of reading the table.
    orderBy: [{ sortName: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return other === null;
}
