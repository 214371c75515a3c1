import { db } from "../db/client";
import { fullName } from "../accounts/full-name";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";

const AT_MOST = 200;

export interface ServiceKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly serviceKey: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The keys of the vendor's services, those that work first, then the newest. */
export async function listServiceKeys(actor: Actor): Promise<ServiceKeyRow[]> {
  requireOperator(actor);
  const keys = await db.apiKey.findMany({
    orderBy: [{ revokedAt: { sort: "asc", nulls: "first" } }, { id: "desc" }],
    take: AT_MOST,
    omit: { keyHash: true },
  });
  const users = await db.user.findMany({
    where: { id: { in: keys.map(({ createdById }) => createdById) } },
    select: { id: true, firstName: true, lastName: true, language: true },
  });
  const names = new Map(users.map((user) => [user.id, fullName(user)]));
  return keys.map(({ createdById, ...key }) => ({
    ...key,
    createdBy: names.get(createdById) ?? "",
  }));
}

/** The services that subscriptions name, for the choice of a new key; each with one of its names. */
export async function listServices(actor: Actor): Promise<{ key: string; name: string }[]> {
  requireOperator(actor);
  return db.$queryRaw`
    SELECT DISTINCT ON ("serviceKey") "serviceKey" AS "key", "service" || ' – ' || "name" AS "name"
    FROM "Subscription" ORDER BY "serviceKey", "until" DESC, "id" LIMIT ${AT_MOST}`;
}
