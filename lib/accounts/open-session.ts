import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import type { PersonActor } from "../policy/actor";
import { endSession, startSession, type Visit } from "./session";

export type SignInVisit = Visit & { readonly previousSecret?: string | undefined };

/** Opens a session for somebody who has proved who they are, instead of the browser's earlier one. */
export async function openSession(
  userId: string,
  visit: SignInVisit,
  now: Date,
  /** What must hold or happen with it, in its transaction. */
  along: (tx: Tx, actor: PersonActor) => Promise<void> = async () => {},
): Promise<{ secret: string }> {
  const opened = await transaction(async (tx) => {
    const { secret, sessionId } = await startSession(tx, userId, visit, now);
    const actor = { kind: "person", userId, sessionId, origin: visit.origin } as const;
    await along(tx, actor);
    await recordEvent(tx, actor, now, {
      action: "session.started",
      object: { kind: "session", id: sessionId },
    });
    return { secret };
  });
  if (visit.previousSecret !== undefined) await endSession(visit.previousSecret, now);
  return opened;
}
