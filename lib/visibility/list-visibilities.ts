import { z } from "zod";
import { fullName } from "../accounts/full-name";
import type { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { dayOf } from "../utc-day";
import { addDays, endOf, REMINDER_DAYS } from "./visibility-days";

const PAGE_SIZE = 50;

export interface VisibilityRow {
  readonly id: string;
  readonly partner: { readonly number: string; readonly name: string };
  /** The last day, by UTC. */
  readonly until: Date;
  readonly grantedAt: Date;
  readonly grantedBy: string;
  readonly state: "open" | "endsSoon" | "over" | "revoked";
  readonly endedAt: Date | null;
  /** By now the account's own partner: what was bought through it, it sees anyway. */
  readonly isOwn: boolean;
}

/** The grants of the actor's purchasing account, newest first, also those that are over. */
export async function listVisibilities(
  actor: Actor,
  { after }: { after?: string | undefined },
  now = new Date(),
): Promise<{ rows: readonly VisibilityRow[]; next: string | null }> {
  authorize(actor, "visibility.manage");
  const { purchasingAccountId } = actor;
  const bound = z.uuid().safeParse(after).data;
  const found = await db.partnerVisibility.findMany({
    where: { purchasingAccountId, ...(bound ? { id: { lt: bound } } : {}) },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
    include: SHAPE,
  });
  const shown = found.slice(0, PAGE_SIZE);
  const rows = await describe(purchasingAccountId, shown, now);
  return { rows, next: found.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null };
}

/** One grant of the actor's purchasing account. Throws `notFound`. */
export async function readVisibility(
  actor: Actor,
  visibilityId: string,
  now = new Date(),
): Promise<VisibilityRow> {
  authorize(actor, "visibility.manage");
  if (!z.uuid().safeParse(visibilityId).success) throw notFound();
  const { purchasingAccountId } = actor;
  const found = await db.partnerVisibility.findMany({
    where: { purchasingAccountId, id: visibilityId },
    include: SHAPE,
  });
  const [row] = await describe(purchasingAccountId, found, now);
  if (!row) throw notFound();
  return row;
}

const SHAPE = {
  partner: { select: { number: true, name: true } },
  purchasingAccount: { select: { partnerId: true } },
} as const satisfies Prisma.PartnerVisibilityInclude;

type Found = Prisma.PartnerVisibilityGetPayload<{ include: typeof SHAPE }>;

async function describe(
  purchasingAccountId: string,
  found: readonly Found[],
  now: Date,
): Promise<VisibilityRow[]> {
  const granters = await db.membership.findMany({
    where: { purchasingAccountId, id: { in: found.map(({ grantedById }) => grantedById) } },
    select: { id: true, firstName: true, lastName: true, language: true },
  });
  const names = new Map(granters.map((one) => [one.id, fullName(one)]));
  return found.map((grant) => ({
    id: grant.id,
    partner: grant.partner,
    until: grant.until,
    grantedAt: grant.createdAt,
    grantedBy: names.get(grant.grantedById) ?? "",
    state: stateOf(grant, now),
    endedAt: grant.endedAt,
    isOwn: grant.purchasingAccount.partnerId === grant.partnerId,
  }));
}

/** Ended by the clock, whatever a sweep did; a revocation lies before that. */
function stateOf({ until, endedAt }: Found, now: Date): VisibilityRow["state"] {
  if (endedAt && endedAt < endOf(until)) return "revoked";
  if (until < dayOf(now)) return "over";
  return until <= addDays(dayOf(now), REMINDER_DAYS) ? "endsSoon" : "open";
}
