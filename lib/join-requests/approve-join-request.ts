import { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import { inviteAll } from "../invitations/invite-all";
import { inviteUserSchema } from "../invitations/invite-user";
import { requireLiveAgreement } from "../invitations/require-live-agreement";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize, authorizeRoles } from "../policy/authorize";
import { claimJoinRequest } from "./claim-join-request";

export const approveJoinRequestSchema = inviteUserSchema
  .pick({ roles: true })
  .extend({ requestId: z.uuid("notFound") });

interface Approved {
  /** `closed`: the person had come in, or was invited, by another way meanwhile. */
  readonly outcome: "invited" | "closed";
  readonly email: string;
}

/**
 * Lets in who asked: a normal invitation with these roles, under the rules of every invitation, in the
 * transaction that closes the request. Of two at once one invites. Throws `forbidden` for roles the actor
 * may not hand out, `conflict` and `gone` for a request that is no longer open.
 */
export async function approveJoinRequest(
  actor: Actor,
  { requestId, roles }: z.infer<typeof approveJoinRequestSchema>,
  now = new Date(),
): Promise<Approved> {
  authorize(actor, "users.invite");
  authorizeRoles(actor, roles);
  return transaction(async (tx) => {
    const present = await lockAsMember(tx, actor, "users.invite");
    const decision = { status: "APPROVED" } as const;
    const request = await claimJoinRequest(tx, present, requestId, decision, now);
    await requireLiveAgreement(tx, actor.purchasingAccountId, now);
    const { email, firstName, lastName, country } = request;
    const { language } = inviteUserSchema.pick({ language: true }).parse(request);
    const person = { email, firstName, lastName, language, country, roles };
    const [answer] = await inviteAll(tx, present, [person], now);
    if (answer instanceof DomainError) {
      // The form has no field for the address, which nobody here typed: the sentence stands above it.
      if (!isKnownAlready(answer)) throw new DomainError(answer.code, reasonOf(answer));
      await close(tx, actor, requestId, now);
      return { outcome: "closed", email };
    }
    await recordEvent(tx, actor, now, {
      action: "join_request.approved",
      object: { kind: "joinRequest", id: requestId },
      purchasingAccountId: actor.purchasingAccountId,
      data: { membershipId: answer?.membershipId ?? null, roles },
    });
    return { outcome: "invited", email };
  });
}

const reasonOf = ({ fields, sentence }: DomainError) => fields.email ?? sentence;

const isKnownAlready = ({ fields }: DomainError) =>
  fields.email?.key === "alreadyMember" || fields.email?.key === "alreadyInvited";

async function close(tx: Tx, actor: MemberActor, requestId: string, now: Date): Promise<void> {
  await tx.joinRequest.update({ where: { id: requestId }, data: { status: "CLOSED" } });
  await recordEvent(tx, actor, now, {
    action: "join_request.closed",
    object: { kind: "joinRequest", id: requestId },
    purchasingAccountId: actor.purchasingAccountId,
  });
}
