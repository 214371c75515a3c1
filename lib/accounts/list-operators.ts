import { db } from "../db/client";
import { fullName } from "./full-name";
import { deliveryOfMessage, type Delivery } from "../mail/delivery";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";

const AT_MOST = 200;

export interface OperatorRow {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly since: Date;
  readonly isSelf: boolean;
  /** Null once they have a password and can work. */
  readonly invitation: null | {
    /** Until when the newest link works; null when none does. */
    readonly until: Date | null;
    readonly delivery: Delivery | null;
  };
}

/** The people of the vendor's back office, those who are longest there first. */
export async function listOperators(actor: Actor, now = new Date()): Promise<OperatorRow[]> {
  requireOperator(actor);
  const operators = await db.operator.findMany({
    where: { endedAt: null },
    orderBy: [{ since: "asc" }, { userId: "asc" }],
    take: AT_MOST,
    include: {
      user: {
        include: {
          oneTimeLinks: {
            where: { purpose: "OPERATOR", usedAt: null },
            orderBy: { createdAt: "desc" },
            take: 1,
            include: { messages: { orderBy: { createdAt: "desc" }, take: 1 } },
          },
        },
      },
    },
  });
  return operators.map(({ userId, since, user }) => {
    const [link] = user.oneTimeLinks;
    const [message] = link?.messages ?? [];
    return {
      userId,
      name: fullName(user),
      email: user.email,
      since,
      isSelf: userId === actor.userId,
      invitation:
        user.passwordHash === null
          ? {
              until: link && link.expiresAt > now ? link.expiresAt : null,
              delivery: message ? deliveryOfMessage(message) : null,
            }
          : null,
    };
  });
}
