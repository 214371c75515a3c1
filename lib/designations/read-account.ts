import { db } from "../db/client";
import { fullName } from "../accounts/full-name";
import { numberKey } from "../canonical";
import { notFound } from "../errors";
import { resendsToday } from "../invitations/renew-invitation";
import { agreementStatus, type AgreementState } from "../agreements/agreement-status";
import { DELIVERY_LINKS, deliveryOf, type Delivery } from "../mail/delivery";
import type { Actor, StaffActor } from "../policy/actor";
import { accountScope, requireStaff } from "../policy/scope";
import type { TimelineEntry } from "../invitations/timeline";
import type {
  ChangeKind,
  ChangeState,
  DesignationChange,
  ReviewReason,
} from "../../prisma/generated/client";
import { administratorStates, isToAccept, type Administrator } from "./administrator-state";
import { FROZEN, OPEN } from "./change-states";
import { mayWithdraw } from "./decide-change";
import { everHadMember } from "./objection-window";
import { designationTimeline } from "./timeline";

export interface OpenChange {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly reviewReason: ReviewReason | null;
  readonly name: string;
  readonly email: string;
  readonly requestedAt: Date;
  readonly actsAt: Date;
  readonly objection: string | null;
}

/** The one account page of partner and operator; `may` says which of its buttons there are. */
export interface StaffAccount {
  readonly key: string;
  readonly number: string;
  readonly name: string;
  readonly version: number;
  readonly organization: string;
  readonly country: string;
  readonly agreement: {
    readonly number: string;
    readonly key: string;
    readonly signedOn: Date;
    readonly endsOn: Date | null;
    readonly status: AgreementState;
  };
  readonly partner: { readonly number: string; readonly name: string } | null;
  readonly administrator: Administrator | null;
  /** Since when that person is designated. */
  readonly since: Date | null;
  /** How the mail to the designated administrator stands; null when there is nothing to accept. */
  readonly delivery: Delivery | null;
  readonly resendsToday: number;
  readonly change: OpenChange | null;
  /** Whether a change would wait for objections, since somebody of the organization is or was in. */
  readonly changeWaits: boolean;
  readonly timeline: readonly TimelineEntry[];
  readonly may: {
    readonly resend: boolean;
    readonly change: boolean;
    readonly withdraw: boolean;
    readonly approve: boolean;
    readonly refuse: boolean;
    readonly changePartner: boolean;
  };
}

/**
 * A purchasing account as its partner or the vendor sees it (R85, D11): who is designated, what became
 * of the mail, what may be done. Never members, keys or anything of the customer's own (R88). Throws
 * `notFound` outside the actor's scope.
 */
export async function readStaffAccount(
  actor: Actor,
  account: string,
  now = new Date(),
): Promise<StaffAccount> {
  requireStaff(actor);
  const found = await db.purchasingAccount.findFirst({
    where: { numberKey: numberKey(account), ...accountScope(actor) },
    include: {
      partner: true,
      agreement: { include: { organization: true } },
      designations: { where: { until: null } },
      changes: { where: { state: { in: OPEN } } },
    },
  });
  if (!found) throw notFound();
  const { agreement, partner, numberKey: key } = found;
  const [administrators, invitation, changeWaits, timeline] = await Promise.all([
    administratorStates(db, [key], now),
    openInvitation(found.id, found.designations[0]?.emailKey ?? "", now),
    everHadMember(db, agreement.organizationId),
    designationTimeline(actor, found.id),
  ]);
  const administrator = administrators.get(key) ?? null;
  const status = agreementStatus(agreement, now);
  const [open] = found.changes;
  return {
    key,
    number: found.number,
    name: found.name,
    version: found.version,
    organization: agreement.organization.name,
    country: agreement.organization.country,
    agreement: {
      number: agreement.number,
      key: agreement.numberKey,
      signedOn: agreement.signedOn,
      endsOn: agreement.endsOn,
      status,
    },
    partner: partner && { number: partner.number, name: partner.name },
    administrator,
    since: found.designations[0]?.since ?? null,
    delivery: invitation?.delivery ?? null,
    resendsToday: invitation?.resendsToday ?? 0,
    change: open ? describe(actor, open) : null,
    changeWaits,
    timeline,
    may: mayDo(actor, administrator, open, status),
  };
}

/** The typed reason of an objection is for the vendor alone. */
function describe(actor: StaffActor, change: DesignationChange): OpenChange {
  const { id, kind, state, reviewReason, email, actsAt, createdAt } = change;
  return {
    id,
    kind,
    state,
    reviewReason,
    name: fullName(change),
    email,
    requestedAt: createdAt,
    actsAt,
    objection: actor.kind === "partner" ? null : change.objection,
  };
}

function mayDo(
  actor: StaffActor,
  administrator: Administrator | null,
  open: DesignationChange | undefined,
  status: AgreementState,
): StaffAccount["may"] {
  const vendor = actor.kind !== "partner";
  const live = status === "ACTIVE";
  return {
    resend: live && administrator !== null && isToAccept(administrator.state),
    change: live && administrator !== null && open === undefined,
    withdraw: open !== undefined && mayWithdraw(actor, open),
    approve: vendor && live && open !== undefined && FROZEN.includes(open.state),
    refuse: vendor && open !== undefined,
    changePartner: vendor,
  };
}

async function openInvitation(purchasingAccountId: string, emailKey: string, now: Date) {
  const invitation = await db.invitation.findFirst({
    where: {
      purchasingAccountId,
      status: { in: ["PENDING", "DECLINED"] },
      membership: { emailKey, status: "INVITED" },
    },
    orderBy: { createdAt: "desc" },
    include: { links: DELIVERY_LINKS },
  });
  if (!invitation) return null;
  return {
    delivery: deliveryOf(invitation.links),
    resendsToday: await resendsToday(db, invitation.id, emailKey, now),
  };
}
