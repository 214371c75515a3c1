import type { JoinRequest } from "../../prisma/generated/client";
import type { Tx } from "../db/client";
import { notFound, refuse } from "../errors";
import type { MemberActor } from "../policy/actor";

type Decision = {
  readonly status: "APPROVED" | "DECLINED";
  readonly declineReason?: string;
};

/**
 * Claims an open request of the actor's purchasing account for one decision. Throws `notFound`,
 * `conflict` when somebody has decided already, `gone` when its time is over.
 */
export async function claimJoinRequest(
  tx: Tx,
  { purchasingAccountId, membershipId }: MemberActor,
  requestId: string,
  decision: Decision,
  now: Date,
): Promise<JoinRequest> {
  const own = { id: requestId, purchasingAccountId };
  const [claimed] = await tx.joinRequest.updateManyAndReturn({
    where: { ...own, status: "PENDING", expiresAt: { gt: now } },
    data: { ...decision, endedAt: now, decidedById: membershipId },
  });
  if (claimed) return claimed;
  const found = await tx.joinRequest.findFirst({ where: own, select: { status: true } });
  if (!found) throw notFound();
  const over = found.status === "PENDING" || found.status === "EXPIRED";
  throw over ? refuse("gone", "joinRequestOver") : refuse("conflict", "joinRequestDecided");
}
