import type { Suppression } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";

const PAGE_SIZE = 50;

export interface SuppressionsPage {
  readonly rows: readonly Suppression[];
  /** The address to continue after; null on the last page. */
  readonly next: string | null;
}

/** The operator's list of addresses that nothing is sent to, by address. */
export async function listSuppressions(
  actor: Actor,
  { after }: { after?: string | undefined },
): Promise<SuppressionsPage> {
  requireOperator(actor);
  const found = await db.suppression.findMany({
    where: after === undefined ? {} : { toKey: { gt: after.replace(/\p{Cc}/gu, "") } },
    orderBy: { toKey: "asc" },
    take: PAGE_SIZE + 1,
  });
  const rows = found.slice(0, PAGE_SIZE);
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.toKey ?? null) : null };
}
