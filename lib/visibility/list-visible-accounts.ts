import { db } from "../db/client";
import type { PartnerActor } from "../policy/actor";
import { openAt } from "./visibility-days";
import { visibleAccounts } from "./visible-accounts";

const PAGE_SIZE = 25;

/**
 * The accounts that a partner doesn't serve and whose orders and license details it may read by a grant,
 * by number; `after` is the number of the last one on the page before.
 */
export async function listVisibleAccounts(
  actor: PartnerActor,
  { after = "" }: { readonly after?: string | undefined },
  now = new Date(),
) {
  const { partnerId } = actor;
  const found = await db.purchasingAccount.findMany({
    where: {
      ...visibleAccounts(actor, now),
      OR: [{ partnerId: null }, { partnerId: { not: partnerId } }],
      numberKey: { gt: after },
    },
    orderBy: { numberKey: "asc" },
    take: PAGE_SIZE + 1,
    select: {
      number: true,
      numberKey: true,
      name: true,
      agreement: { select: { organization: { select: { name: true } } } },
      visibilities: { where: { partnerId, ...openAt(now) }, select: { until: true } },
    },
  });
  const rows = found
    .slice(0, PAGE_SIZE)
    .map(({ numberKey, agreement, visibilities, ...account }) => ({
      ...account,
      key: numberKey,
      organization: agreement.organization.name,
      until: visibilities[0]?.until ?? null,
    }));
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.key ?? null) : null };
}

export type VisibleAccounts = Awaited<ReturnType<typeof listVisibleAccounts>>;
