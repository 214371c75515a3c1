import { z } from "zod";
import { fullName } from "../accounts/full-name";
import type { JoinRequest } from "../../prisma/generated/client";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";

const PAGE_SIZE = 50;

/** Beyond so many they are said as "more than 99". */
const COUNTED_UP_TO = 100;

export interface JoinRequestRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly country: string;
  readonly reason: string;
  readonly state: JoinRequest["status"];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** Who decided; null for one that is open or that the clock has ended. */
  readonly decidedBy: string | null;
  readonly declineReason: string | null;
}

export interface JoinRequestPage {
  readonly rows: readonly JoinRequestRow[];
  readonly previous: string | null;
  readonly next: string | null;
}

interface Query {
  /** Also those that are decided or over. */
  readonly all: boolean;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** Who asks to be let into the actor's purchasing account, newest first; keyset paging both ways. */
export async function listJoinRequests(
  actor: Actor,
  query: Query,
  now = new Date(),
): Promise<JoinRequestPage> {
  authorize(actor, "users.invite");
  const { purchasingAccountId } = actor;
  const after = cursor(query.after);
  const before = after === undefined ? cursor(query.before) : undefined;
  const found = await db.joinRequest.findMany({
    where: {
      purchasingAccountId,
      ...(query.all ? {} : openAt(now)),
      ...(after ? { id: { lt: after } } : {}),
      ...(before ? { id: { gt: before } } : {}),
    },
    orderBy: { id: before ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
  });
  // What stood beyond is decided meanwhile: the beginning, not a dead end.
  if ((after ?? before) !== undefined && found.length === 0) {
    return listJoinRequests(actor, { all: query.all }, now);
  }
  const more = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  if (before) page.reverse();
  const [first, last] = [page.at(0)?.id ?? null, page.at(-1)?.id ?? null];
  return {
    rows: await describe(actor, page, now),
    previous: (before ? more : after !== undefined) ? first : null,
    next: before || more ? last : null,
  };
}

/** How many wait for a decision, counted up to 100. */
export async function countJoinRequests(actor: Actor, now = new Date()): Promise<number> {
  authorize(actor, "users.invite");
  const { purchasingAccountId } = actor;
  const where = { purchasingAccountId, ...openAt(now) };
  return db.joinRequest.count({ where, take: COUNTED_UP_TO });
}

const openAt = (now: Date) => ({ status: "PENDING", expiresAt: { gt: now } }) as const;

const cursor = (id: string | undefined) => z.uuid().safeParse(id).data;

/** One request to the actor's purchasing account. Throws `notFound`. */
export async function readJoinRequest(
  actor: Actor,
  requestId: string,
  now = new Date(),
): Promise<JoinRequestRow> {
  authorize(actor, "users.invite");
  if (!z.uuid().safeParse(requestId).success) throw notFound();
  const { purchasingAccountId } = actor;
  const found = await db.joinRequest.findMany({ where: { id: requestId, purchasingAccountId } });
  const [row] = await describe(actor, found, now);
  if (!row) throw notFound();
  return row;
}

async function describe(
  { purchasingAccountId }: MemberActor,
  found: readonly JoinRequest[],
  now: Date,
): Promise<JoinRequestRow[]> {
  const deciders = await db.membership.findMany({
    where: { purchasingAccountId, id: { in: found.flatMap((one) => one.decidedById ?? []) } },
    select: { id: true, firstName: true, lastName: true, language: true },
  });
  const names = new Map(deciders.map((one) => [one.id, fullName(one)]));
  return found.map((request) => {
    const { status, expiresAt, decidedById } = request;
    return {
      ...request,
      name: fullName(request),
      // Ended by the clock, whatever the row says.
      state: status === "PENDING" && expiresAt <= now ? "EXPIRED" : status,
      decidedBy: names.get(decidedById ?? "") ?? null,
    };
  });
}
