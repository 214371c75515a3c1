import { db } from "../db/client";
import type { PersonActor } from "../policy/actor";
import { deviceOf, type Device } from "./device";

const AT_MOST = 50;

export interface MySession {
  readonly id: string;
  readonly device: Device;
  readonly addressBlock: string;
  readonly lastSeenAt: Date;
  readonly since: Date;
  readonly isThis: boolean;
}

/** The browsers in which a person is signed in, this one first, then the latest. */
export async function mySessions(actor: PersonActor, now = new Date()): Promise<MySession[]> {
  const sessions = await db.session.findMany({
    where: { userId: actor.userId, endedAt: null, idleUntil: { gt: now }, endsAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: AT_MOST,
  });
  return sessions
    .map(({ id, agent, addressBlock, lastSeenAt, createdAt }) => ({
      id,
      device: deviceOf(agent),
      addressBlock,
      lastSeenAt,
      since: createdAt,
      isThis: id === actor.sessionId,
    }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis));
}
