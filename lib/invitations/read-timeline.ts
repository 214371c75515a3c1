import { z } from "zod";
import { fullName } from "../accounts/full-name";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { peopleScope } from "../policy/scope";
import { inOrder, invitationTimeline, type TimelineEntry } from "./timeline";

export interface InvitationHistory {
  readonly name: string;
  readonly email: string;
  readonly entries: readonly TimelineEntry[];
}

/**
 * Everything that happened to the invitations of one person of the account, newest first, for those
 * who may see that person (decision 4). Throws `notFound` for anybody else's.
 */
export async function readInvitationHistory(
  actor: Actor,
  invitationId: string,
): Promise<InvitationHistory> {
  authorize(actor, "users.view");
  if (!z.uuid().safeParse(invitationId).success) throw notFound();
  const found = await db.invitation.findFirst({
    where: { id: invitationId, membership: peopleScope(actor) },
    include: { membership: { include: { invitations: { select: { id: true } } } } },
  });
  if (!found?.membership) throw notFound();
  const { email, invitations } = found.membership;
  const ids = invitations.map(({ id }) => id);
  const entries = await invitationTimeline(actor, ids, () => email);
  return { name: fullName(found.membership), email, entries: inOrder(entries) };
}
