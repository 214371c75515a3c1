import { z } from "zod";
import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";

const PAGE_SIZE = 50;

interface Side {
  readonly organization: string;
  readonly organizationNumber: string;
  /** The purchasing accounts of the organization that use it. */
  readonly accounts: readonly { readonly key: string; readonly number: string }[];
  readonly since: Date | null;
}

export interface TransferRow {
  readonly transferId: string;
  readonly domain: string;
  readonly claimant: Side;
  /** Null once nobody has it any more. */
  readonly holder: (Side & { readonly isLost: boolean }) | null;
  readonly openedAt: Date;
}

/** The operator's Decisions: domains that a second organization proved, oldest first (edge 43). */
export async function listTransfers(
  actor: Actor,
  { after }: { after?: string | undefined },
): Promise<{ rows: TransferRow[]; next: string | null }> {
  requireOperator(actor);
  const bound = z.uuid().safeParse(after).data;
  const found = await db.domainTransfer.findMany({
    where: { state: "OPEN", ...(bound ? { id: { gt: bound } } : {}) },
    orderBy: { id: "asc" },
    take: PAGE_SIZE + 1,
    include: { domain: { include: SIDE } },
  });
  const shown = found.slice(0, PAGE_SIZE);
  const holders = await db.domain.findMany({
    where: {
      nameKey: { in: shown.map(({ domain }) => domain.nameKey) },
      status: { in: ["VERIFIED", "LOST"] },
    },
    include: SIDE,
  });
  const byName = new Map(holders.map((holder) => [holder.nameKey, holder]));
  const rows = shown.map(({ id, createdAt, domain }): TransferRow => {
    const holder = byName.get(domain.nameKey);
    return {
      transferId: id,
      domain: domain.name,
      claimant: sideOf(domain),
      holder: holder ? { ...sideOf(holder), isLost: holder.status === "LOST" } : null,
      openedAt: createdAt,
    };
  });
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.transferId ?? null) : null };
}

const SIDE = {
  organization: { select: { name: true, number: true } },
  accounts: {
    orderBy: { purchasingAccountId: "asc" },
    select: { purchasingAccount: { select: { number: true, numberKey: true } } },
  },
} as const;

interface Owned {
  readonly organization: { readonly name: string; readonly number: string };
  readonly accounts: readonly {
    readonly purchasingAccount: { readonly number: string; readonly numberKey: string };
  }[];
  readonly verifiedAt: Date | null;
}

function sideOf({ organization, accounts, verifiedAt }: Owned): Side {
  return {
    organization: organization.name,
    organizationNumber: organization.number,
    accounts: accounts.map(({ purchasingAccount: { number, numberKey: key } }) => ({
      key,
      number,
    })),
    since: verifiedAt,
  };
}
