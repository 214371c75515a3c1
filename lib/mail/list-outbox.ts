import type { MessageState } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { OperatorActor, SystemActor } from "../policy/actor";

const AT_MOST = 200;

export interface OutboxRow {
  readonly id: string;
  readonly state: MessageState;
  readonly template: string;
  readonly toAddress: string;
  readonly createdAt: Date;
  readonly attempts: number;
  readonly nextTryAt: Date | null;
  readonly lastAnswer: string | null;
}

/** Every message that hasn't left, oldest first; the actor is the vendor's own (A8). */
export async function listOutbox(
  _actor: OperatorActor | SystemActor,
): Promise<{ rows: OutboxRow[]; more: boolean }> {
  const found = await db.emailMessage.findMany({
    where: { state: { in: ["QUEUED", "SENDING", "DEFERRED", "FAILED"] } },
    orderBy: { id: "asc" },
    take: AT_MOST + 1,
    select: {
      id: true,
      state: true,
      template: true,
      toAddress: true,
      createdAt: true,
      attempts: true,
      nextTryAt: true,
      lastAnswer: true,
    },
  });
  return { rows: found.slice(0, AT_MOST), more: found.length > AT_MOST };
}
