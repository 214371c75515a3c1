import { z } from "zod";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { graceEnd } from "./domain-gate";
import { rowOf, SHAPE, type DomainRow } from "./domain-row";

/** The domains of the actor's purchasing account by name; there are never more than fit on a page. */
export async function listDomains(actor: Actor, now = new Date()): Promise<DomainRow[]> {
  authorize(actor, "domains.manage");
  return find(actor.purchasingAccountId, {}, now);
}

/** One of them. Throws `notFound`. */
export async function readDomain(
  actor: Actor,
  domainId: string,
  now = new Date(),
): Promise<DomainRow> {
  authorize(actor, "domains.manage");
  if (!z.uuid().safeParse(domainId).success) throw notFound();
  const [row] = await find(actor.purchasingAccountId, { domainId }, now);
  if (!row) throw notFound();
  return row;
}

/** A proved domain whose record is gone. */
export interface LostDomain {
  readonly id: string;
  readonly name: string;
  /** From when on it opens the online services to nobody new. */
  readonly closesAt: Date;
}

/** Those of the actor's purchasing account, by name. */
export async function lostDomains(actor: Actor): Promise<LostDomain[]> {
  authorize(actor, "domains.manage");
  const { purchasingAccountId } = actor;
  const lost = await db.domain.findMany({
    where: { accounts: { some: { purchasingAccountId } }, status: "LOST" },
    orderBy: { nameKey: "asc" },
    select: { id: true, name: true, lostAt: true },
  });
  return lost.flatMap(({ id, name, lostAt }) =>
    lostAt ? [{ id, name, closesAt: graceEnd(lostAt) }] : [],
  );
}

async function find(
  purchasingAccountId: string,
  one: { domainId?: string },
  now: Date,
): Promise<DomainRow[]> {
  const found = await db.accountDomain.findMany({
    where: { purchasingAccountId, ...one },
    orderBy: { domain: { nameKey: "asc" } },
    include: { domain: { include: SHAPE } },
  });
  const names = found.map(({ domain }) => domain.nameKey);
  const open = await db.domain.findMany({
    where: { nameKey: { in: names }, transfers: { some: { state: "OPEN" } } },
    select: { nameKey: true },
  });
  const contested = new Set(open.map(({ nameKey }) => nameKey));
  return found.map(({ domain, since }) => rowOf(domain, since, { contested, now }));
}
