import { transaction } from "../db/transaction";
import { lockName } from "../db/lock";
import type { Tx } from "../db/client";
import { eventHash, NO_HASH } from "./event-hash";

const BATCH = 1000;

interface Head {
  readonly account: string | null;
  readonly seq: bigint;
  readonly hash: Uint8Array;
}

interface Link {
  readonly id: bigint;
  readonly seq: bigint;
  readonly hash: Uint8Array;
}

/**
 * Gives every event that has none its place in the chain of its purchasing account; events of no account
 * are one chain together. Returns how many. Idempotent, and safe when two run. A transaction that commits
 * late is sealed late: the order of sealing is the chain's order.
 */
export async function sealTrail(): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await transaction(sealBatch);
    sealed += count;
    if (count < BATCH) return sealed;
  }
}

async function sealBatch(tx: Tx): Promise<number> {
  await lockName(tx, "seal the trail");
  const events = await tx.auditEvent.findMany({
    where: { chainSeq: null },
    orderBy: { id: "asc" },
    take: BATCH,
    include: { personal: { select: { hash: true } } },
  });
  if (events.length === 0) return 0;
  const heads = await headsOf(tx, [...new Set(events.map((event) => event.purchasingAccountId))]);
  const links = events.map(({ personal, ...event }): Link => {
    const account = event.purchasingAccountId;
    const { seq: last, hash: previous } = heads.get(account) ?? { seq: 0n, hash: NO_HASH };
    const seq = last + 1n;
    const hash = eventHash(previous, event, seq, personal?.hash ?? null);
    heads.set(account, { account, seq, hash });
    return { id: event.id, seq, hash };
  });
  await writeLinks(tx, links);
  return events.length;
}

/** The last link of each chain, each found at the end of its index. */
async function headsOf(tx: Tx, accounts: readonly (string | null)[]) {
  const ids = accounts.filter((id) => id !== null);
  const heads = await tx.$queryRaw<Head[]>`
    SELECT a."id" AS "account", h."chainSeq" AS "seq", h."hash"
    FROM unnest(${ids}::uuid[]) a("id") CROSS JOIN LATERAL (
      SELECT "chainSeq", "hash" FROM "AuditEvent"
      WHERE "purchasingAccountId" = a."id" AND "chainSeq" IS NOT NULL
      ORDER BY "chainSeq" DESC LIMIT 1) h
    UNION ALL
    (SELECT NULL, "chainSeq", "hash" FROM "AuditEvent"
      WHERE "purchasingAccountId" IS NULL AND "chainSeq" IS NOT NULL
      ORDER BY "chainSeq" DESC LIMIT 1)`;
  return new Map(heads.map((head) => [head.account, head]));
}

async function writeLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  const ids = links.map(({ id }) => String(id));
  const seqs = links.map(({ seq }) => String(seq));
  const hashes = links.map(({ hash }) => Buffer.from(hash).toString("hex"));
  await tx.$executeRaw`
    UPDATE "AuditEvent" e SET "chainSeq" = l."seq", "hash" = decode(l."hash", 'hex')
    FROM unnest(${ids}::text[]::bigint[], ${seqs}::text[]::bigint[], ${hashes}::text[]) l("id", "seq", "hash")
    WHERE e."id" = l."id"`;
}
