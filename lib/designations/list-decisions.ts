import { z } from "zod";
import { fullName } from "../accounts/full-name";
import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import type { ChangeKind, ChangeState, ReviewReason } from "../../prisma/generated/client";
import { FROZEN } from "./change-states";

const PAGE_SIZE = 50;

export interface DecisionRow {
  readonly changeId: string;
  readonly accountKey: string;
  readonly accountNumber: string;
  readonly organization: string;
  readonly partner: string | null;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  /** The clock's own can't be approved ahead of it. */
  readonly mayApprove: boolean;
  readonly reviewReason: ReviewReason | null;
  readonly former: string | null;
  readonly proposed: string;
  readonly objection: string | null;
  readonly requestedAt: Date;
  readonly actsAt: Date;
}

/**
 * The operator's Decisions: changes of a designation that wait, oldest first. `decide` are those that
 * only an operator can end, `waiting` those that the clock will.
 */
export async function listDecisions(
  actor: Actor,
  { show, after }: { show: "decide" | "waiting"; after?: string | undefined },
): Promise<{ rows: DecisionRow[]; next: string | null }> {
  requireOperator(actor);
  const bound = z.uuid().safeParse(after);
  const found = await db.designationChange.findMany({
    where: {
      state: { in: show === "decide" ? FROZEN : ["WAITING"] },
      ...(bound.success ? { id: { gt: bound.data } } : {}),
    },
    orderBy: { id: "asc" },
    take: PAGE_SIZE + 1,
    include: {
      purchasingAccount: {
        include: {
          partner: true,
          agreement: { include: { organization: true } },
          designations: { where: { until: null } },
        },
      },
    },
  });
  const rows = found.slice(0, PAGE_SIZE).map(({ purchasingAccount: account, ...change }) => {
    const [former] = account.designations;
    return {
      changeId: change.id,
      accountKey: account.numberKey,
      accountNumber: account.number,
      organization: account.agreement.organization.name,
      partner: account.partner?.name ?? null,
      kind: change.kind,
      state: change.state,
      mayApprove: FROZEN.includes(change.state),
      reviewReason: change.reviewReason,
      former: former ? `${fullName(former)}, ${former.email}` : null,
      proposed: `${fullName(change)}, ${change.email}`,
      objection: change.objection,
      requestedAt: change.createdAt,
      actsAt: change.actsAt,
    };
  });
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.changeId ?? null) : null };
}
