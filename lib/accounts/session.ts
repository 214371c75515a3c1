import { db, type Tx } from "../db/client";
import type { Origin } from "../policy/actor";
import { hashToken, randomToken } from "../secrets";

const MINUTE = 60_000;

/** Signed out after this long without a request. */
export const SESSION_IDLE = 30 * MINUTE;

/** Signed out after this long in any case. */
export const SESSION_ABSOLUTE = 12 * 60 * MINUTE;

/** How exact "last seen" is: a row isn't written on every request. */
const TOUCH_EVERY = MINUTE;

export interface Visit {
  readonly origin: Origin;
  readonly agent: string;
}

/** Makes a session and returns the secret that only the cookie keeps. */
export async function startSession(tx: Tx, userId: string, visit: Visit, now: Date) {
  const secret = randomToken();
  const session = await tx.session.create({
    data: {
      secretHash: hashToken(secret),
      userId,
      createdAt: now,
      lastSeenAt: now,
      idleUntil: new Date(now.getTime() + SESSION_IDLE),
      endsAt: new Date(now.getTime() + SESSION_ABSOLUTE),
      addressBlock: visit.origin.addressBlock,
      agent: visit.agent.slice(0, 200),
    },
    select: { id: true },
  });
  return { sessionId: session.id, secret };
}

/** The person behind a session that is alive; moves its idle end. Null when it isn't. */
export async function readSession(secret: string, now: Date) {
  const session = await db.session.findUnique({
    where: { secretHash: hashToken(secret) },
    include: {
      user: {
        omit: { passwordHash: true },
        include: { operator: true, totp: { select: { confirmedAt: true } } },
      },
    },
  });
  if (!session || session.endedAt || session.idleUntil <= now || session.endsAt <= now) return null;
  if (session.user.disabledAt) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY) {
    await db.session.updateMany({
      where: { id: session.id, endedAt: null },
      data: { lastSeenAt: now, idleUntil: new Date(now.getTime() + SESSION_IDLE) },
    });
  }
  return { sessionId: session.id, user: session.user };
}

export async function endSession(secret: string, now: Date): Promise<void> {
  await db.session.updateMany({
    where: { secretHash: hashToken(secret), endedAt: null },
    data: { endedAt: now },
  });
}

/** Ends a person's sessions, all or all but one: after a new password, a removal by the operator. */
export async function endSessions(tx: Tx, userId: string, now: Date, except?: string) {
  await tx.session.updateMany({
    where: { userId, endedAt: null, ...(except === undefined ? {} : { NOT: { id: except } }) },
    data: { endedAt: now },
  });
}
