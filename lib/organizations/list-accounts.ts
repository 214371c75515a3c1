import { numberKey } from "../canonical";
import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { accountScope, requireOperator } from "../policy/scope";
import { administratorStates, type Administrator } from "./administrator-state";

const PAGE_SIZE = 50;

export interface AccountsPage {
  readonly rows: readonly Administrator[];
  /** The account number to continue after; null on the last page. */
  readonly next: string | null;
}

/** The operator's one page of this issue: purchasing accounts with the state of their administrator. */
export async function listAccounts(
  actor: Actor,
  { after }: { after?: string | undefined },
  now = new Date(),
): Promise<AccountsPage> {
  requireOperator(actor);
  const found = await db.purchasingAccount.findMany({
    where: {
      ...accountScope(actor),
      ...(after === undefined ? {} : { numberKey: { gt: numberKey(after) } }),
    },
    orderBy: { numberKey: "asc" },
    take: PAGE_SIZE + 1,
    select: { numberKey: true },
  });
  const keys = found.slice(0, PAGE_SIZE).map((account) => account.numberKey);
  const states = await administratorStates(db, keys, now);
  const rows = keys.flatMap((key) => states.get(key) ?? []);
  return { rows, next: found.length > PAGE_SIZE ? (keys.at(-1) ?? null) : null };
}
