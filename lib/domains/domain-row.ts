import type { Prisma } from "../../prisma/generated/client";
import { graceEnd } from "./domain-gate";
import { recordOf } from "./domain-record";
import { readReport, type DomainReport } from "./domain-report";
import { searchEnd } from "./domain-times";

export type DomainState =
  | "waiting"
  /** Thirty days without the record. */
  | "stopped"
  /** Proved, but another organization has it: the vendor decides. */
  | "withVendor"
  | "refused"
  | "verified"
  /** One definite answer without the record. */
  | "shaky"
  | "lost"
  | "closed";

export interface DomainRow {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly state: DomainState;
  readonly since: Date;
  readonly verifiedAt: Date | null;
  readonly checkedAt: Date | null;
  readonly nextCheckAt: Date | null;
  /** A check was asked for, and its answer isn't there yet. */
  readonly isChecking: boolean;
  /** Until when the record is looked for. */
  readonly searchEnd: Date;
  /** Until when a lost one still opens the gate to new people. */
  readonly graceEnd: Date | null;
  /** Somebody else proved it, and the vendor decides. */
  readonly isContested: boolean;
  /** Marked as verified by the demo's data: never looked at. */
  readonly isDemo: boolean;
  /** How many other purchasing accounts of the organization use it. */
  readonly siblings: number;
  readonly record: ReturnType<typeof recordOf>;
  readonly report: DomainReport | null;
}

export const SHAPE = {
  transfers: { orderBy: { id: "desc" }, take: 1, select: { state: true } },
  _count: { select: { accounts: true } },
} as const satisfies Prisma.DomainInclude;

type Found = Prisma.DomainGetPayload<{ include: typeof SHAPE }>;

/** A domain as the administrators of an account read it. */
export function rowOf(
  domain: Found,
  since: Date,
  { contested, now }: { contested: ReadonlySet<string>; now: Date },
): DomainRow {
  const { id, name, nameKey, status, verifiedAt, checkedAt, nextCheckAt, lostAt } = domain;
  return {
    ...{ id, name, nameKey, since, verifiedAt, checkedAt, nextCheckAt },
    state: stateOf(domain, now),
    isChecking: domain.checkAskedAt !== null,
    searchEnd: searchEnd(domain),
    graceEnd: lostAt && graceEnd(lostAt),
    isContested: contested.has(nameKey) && (status === "VERIFIED" || status === "LOST"),
    isDemo: status === "VERIFIED" && nextCheckAt === null,
    siblings: domain._count.accounts - 1,
    record: recordOf(domain),
    report: readReport(domain.report),
  };
}

function stateOf(domain: Found, now: Date): DomainState {
  const { status, nextCheckAt, missingSince, lostAt, transfers } = domain;
  const [transfer] = transfers;
  switch (status) {
    case "VERIFIED":
      return missingSince ? "shaky" : "verified";
    case "LOST":
      return lostAt && graceEnd(lostAt) <= now ? "closed" : "lost";
    case "PENDING":
    case "REMOVED":
      if (transfer?.state === "OPEN") return "withVendor";
      if (nextCheckAt) return "waiting";
      return transfer?.state === "REFUSED" ? "refused" : "stopped";
  }
}
