import { z } from "zod";
import { fullName } from "../accounts/full-name";
import type { Seat } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { SeatFilters, SeatsQuery } from "./seats-query";
import { findSubscription } from "./subscription-scope";

const PAGE_SIZE = 50;

export interface SeatRow {
  readonly id: string;
  readonly email: string;
  /** As this account knows the person; null for who is no member. */
  readonly name: string | null;
  readonly assignedAt: Date;
  /** Null for one that came by its domain. */
  readonly assignedBy: string | null;
  readonly reclaimed: { readonly at: Date; readonly by: string } | null;
}

export interface SeatsPage {
  readonly rows: readonly SeatRow[];
  readonly filters: SeatFilters;
  /** Cursors of the neighbouring pages. */
  readonly previous: string | null;
  readonly next: string | null;
}

/**
 * The people with a seat of a subscription, or those who had one, newest first. Keyset paging both ways.
 * Throws `forbidden` for those who may not assign: they see counts, not people.
 */
export async function listSeats(
  actor: Actor,
  { subscriptionId, ...query }: SeatsQuery & { readonly subscriptionId: string },
): Promise<SeatsPage> {
  authorize(actor, "provisioning.use");
  const { id } = await findSubscription(db, actor, subscriptionId);
  const { search, view } = query;
  const cursor = z.uuid().safeParse(query.after ?? query.before).data;
  const backwards = cursor !== undefined && query.after === undefined;
  const found = await db.seat.findMany({
    where: {
      subscriptionId: id,
      releasedAt: view === "reclaimed" ? { not: null } : null,
      ...(search === undefined ? {} : { emailKey: { contains: literal(search) } }),
      ...(cursor === undefined ? {} : { id: backwards ? { gt: cursor } : { lt: cursor } }),
    },
    orderBy: { id: backwards ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
  });
  // Nothing beyond the bound: what stood there is gone, or that was the beginning.
  if (cursor !== undefined && found.length === 0) {
    return listSeats(actor, { subscriptionId, search, view });
  }
  const page = found.slice(0, PAGE_SIZE);
  if (backwards) page.reverse();
  const more = found.length > PAGE_SIZE;
  return {
    rows: await named(actor, page),
    filters: { search, view },
    previous: (backwards ? more : cursor !== undefined) ? (page[0]?.id ?? null) : null,
    next: backwards || more ? (page.at(-1)?.id ?? null) : null,
  };
}

/** A part of an address as it is compared; no sign of it stands for others. */
const literal = (search: string) => search.toLowerCase().replace(/[\\%_]/g, "\\$&");

/** Names are those that the people have in this account now. */
async function named({ purchasingAccountId }: MemberActor, seats: readonly Seat[]) {
  const ids = seats.flatMap(({ assignedById, releasedById }) => [assignedById, releasedById]);
  const members = await db.membership.findMany({
    where: {
      purchasingAccountId,
      OR: [
        { id: { in: ids.filter((id) => id !== null) } },
        { emailKey: { in: seats.map(({ emailKey }) => emailKey) }, NOT: { status: "REMOVED" } },
      ],
    },
    select: {
      id: true,
      emailKey: true,
      firstName: true,
      lastName: true,
      language: true,
      status: true,
    },
  });
  const byId = new Map(members.map((member) => [member.id, fullName(member)]));
  const living = members.filter(({ status }) => status !== "REMOVED");
  const byAddress = new Map(living.map((member) => [member.emailKey, fullName(member)]));
  return seats.map((seat): SeatRow => ({
    id: seat.id,
    email: seat.email,
    name: byAddress.get(seat.emailKey) ?? null,
    assignedAt: seat.assignedAt,
    assignedBy: seat.assignedById && (byId.get(seat.assignedById) ?? null),
    reclaimed: seat.releasedAt && {
      at: seat.releasedAt,
      by: byId.get(seat.releasedById ?? "") ?? "",
    },
  }));
}
