import { z } from "zod";
import type { Tx } from "../db/client";
import { notFound, refuse } from "../errors";
import type { MemberActor } from "../policy/actor";
import { mayHandleMember } from "../policy/authorize";
import { peopleScope } from "../policy/scope";
import { lockAsMember } from "./lock-as-member";

/** Which member, and the state of the page that the actor decided by. */
export const memberSchema = z.object({
  membershipId: z.uuid("notFound"),
  version: z.coerce.number<string>("notFound").int("notFound"),
});

export interface MemberInput {
  readonly membershipId: string;
  /** Without one, whatever the state is: for commands and lists. */
  readonly version?: number | undefined;
}

/**
 * A member whom the actor is about to change, under the account's lock. Throws `notFound` for who isn't
 * in scope or isn't in, `forbidden` for an Account Administrator out of reach, `conflict` for a page
 * that is out of date.
 */
export async function openMember(
  tx: Tx,
  asked: MemberActor,
  { membershipId, version }: MemberInput,
) {
  const actor = await lockAsMember(tx, asked, "users.manage");
  const member = await tx.membership.findFirst({
    where: {
      AND: [peopleScope(actor), { id: membershipId, status: { in: ["ACTIVE", "DISABLED"] } }],
    },
  });
  if (!member) throw notFound();
  if (!mayHandleMember(actor, member)) throw refuse("forbidden", "forbidden");
  if (version !== undefined && version !== member.version) {
    throw refuse("conflict", "changedMeanwhile");
  }
  return { actor, member };
}

/** Shutting oneself out is leaving, which is asked for elsewhere. */
export function refuseOwnAccess(actor: MemberActor, member: { id: string }): void {
  if (member.id === actor.membershipId) throw refuse("forbidden", "ownAccess");
}
