import { z } from "zod";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
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
