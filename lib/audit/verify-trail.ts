import { db } from "../db/client";
import { eventHash, NO_HASH } from "./event-hash";
import { personalHash } from "./personal";
import { readTrail, type TrailRow } from "./read-trail";

/** The first link of a chain that doesn't hold, and what is wrong with it. */
interface BrokenLink {
  /** Null where everything behind a known link is gone. */
  readonly eventId: string | null;
  readonly chainSeq: string;
  /**
   * `missing`: the events before this one are gone; `hash`: the event isn't what was sealed, or its personal
   * hash; `personal`: the values beside it aren't; `known`: it isn't what was noted outside.
   */
  readonly what: "missing" | "hash" | "personal" | "known";
}

export interface ChainReport {
  /** Null for the chain of the events of no account. */
  readonly purchasingAccountId: string | null;
  readonly accountNumber: string | null;
  readonly events: number;
  /** The last link, to be kept outside of the database. */
  readonly chainSeq: string;
  readonly hash: string;
  readonly broken: BrokenLink | null;
}

/** A link that was noted before, outside of the database. */
export interface KnownLink {
  readonly purchasingAccountId: string | null;
  readonly chainSeq: string;
  readonly hash: string;
}

/** Recomputes every chain, or that of one account, from its first event; one report for each. */
export async function* verifyTrail(
  purchasingAccountId?: string,
  known: readonly KnownLink[] = [],
): AsyncGenerator<ChainReport> {
  const noted = new Map(known.map((link) => [link.purchasingAccountId, link]));
  const one = purchasingAccountId === undefined ? "" : `AND e."purchasingAccountId" = $1`;
  const rows = readTrail(
    `WHERE e."chainSeq" IS NOT NULL ${one} ORDER BY e."purchasingAccountId", e."chainSeq"`,
    purchasingAccountId === undefined ? [] : [purchasingAccountId],
  );
  let chain: Chain | undefined;
  for await (const row of rows) {
    if (chain?.account !== row.purchasingAccountId) {
      if (chain) yield chain.report();
      chain = new Chain(row, noted.get(row.purchasingAccountId));
      noted.delete(row.purchasingAccountId);
    }
    chain.take(row);
  }
  if (chain) yield chain.report();
  for (const link of noted.values()) {
    const wanted =
      purchasingAccountId === undefined || link.purchasingAccountId === purchasingAccountId;
    if (wanted) yield goneChain(link);
  }
}

/** Events that wait for their place in a chain: nothing guards them yet. */
export async function unsealedTail(
  purchasingAccountId?: string,
): Promise<{ count: number; since: Date | null }> {
  const { _count, _min } = await db.auditEvent.aggregate({
    where: {
      chainSeq: null,
      ...(purchasingAccountId === undefined ? {} : { purchasingAccountId }),
    },
    _count: true,
    _min: { at: true },
  });
  return { count: _count, since: _min.at };
}

class Chain {
  readonly account: string | null;
  private readonly number: string | null;
  private events = 0;
  private seq = 0n;
  private hash: Uint8Array = NO_HASH;
  private broken: BrokenLink | null = null;

  constructor(
    first: TrailRow,
    private readonly known: KnownLink | undefined,
  ) {
    this.account = first.purchasingAccountId;
    this.number = first.accountNumber;
  }

  take(row: TrailRow): void {
    const seq = BigInt(row.chainSeq ?? 0);
    const what = this.broken ? null : this.complaint(row, seq);
    if (what) this.broken = { eventId: row.id, chainSeq: String(seq), what };
    this.events += 1;
    this.seq = seq;
    this.hash = row.hash ?? NO_HASH;
  }

  private complaint(row: TrailRow, seq: bigint): BrokenLink["what"] | null {
    if (seq !== this.seq + 1n) return "missing";
    if (!same(eventHash(this.hash, row, seq, row.personalHash), row.hash)) return "hash";
    if (!isErased(row) && row.salt && !same(personalHash(row.salt, row), row.personalHash)) {
      return "personal";
    }
    const { known } = this;
    return known && BigInt(known.chainSeq) === seq && known.hash !== hex(row.hash) ? "known" : null;
  }

  report(): ChainReport {
    const cut = this.known && BigInt(this.known.chainSeq) > this.seq ? this.known.chainSeq : null;
    return {
      purchasingAccountId: this.account,
      accountNumber: this.number,
      events: this.events,
      chainSeq: String(this.seq),
      hash: hex(this.hash),
      broken:
        this.broken ?? (cut === null ? null : { eventId: null, chainSeq: cut, what: "missing" }),
    };
  }
}

/** A chain that was there and has no event left. */
function goneChain({ purchasingAccountId, chainSeq }: KnownLink): ChainReport {
  const broken = { eventId: null, chainSeq, what: "missing" } as const;
  const none = { accountNumber: null, events: 0, chainSeq: "0", hash: hex(NO_HASH) };
  return { purchasingAccountId, ...none, broken };
}

/** Erased values leave their hash behind, which the chain still covers. */
const isErased = ({ before, after }: TrailRow) => before === null && after === null;

const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString("hex");

const same = (a: Uint8Array, b: Uint8Array | null) => b !== null && Buffer.compare(a, b) === 0;
