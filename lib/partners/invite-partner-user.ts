import { z } from "zod";
import { countrySchema, emailSchema, languageSchema, nameSchema } from "../accounts/person-schema";
import { personValues } from "../audit/personal";
import { recordEvent } from "../audit/record-event";
import type { Address } from "../canonical";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { atEmail, readInviteeAddress, refuseSelf } from "../invitations/invitee-address";
import { openInvitation } from "../invitations/open-invitations";
import type { Actor } from "../policy/actor";
import { findPartner } from "./find-partner";

export const invitePartnerUserSchema = z.object({
  /** Named by the vendor; a partner's own administrator can leave it out. */
  partnerNumber: z.string().max(64, "tooLong:64").optional(),
  email: emailSchema,
  firstName: nameSchema,
  lastName: nameSchema,
  language: languageSchema,
  country: countrySchema,
  isAdministrator: z.boolean().default(false),
});

type Input = z.infer<typeof invitePartnerUserSchema>;

/**
 * Invites somebody to work for a partner (A6): by the vendor, or by the partner's own administrator.
 * One transaction: a person, an invitation, its link and its mail, or nothing. Throws `invalid` and
 * `conflict` with the sentence at `email`, `notFound` for another partner's number.
 */
export async function invitePartnerUser(
  actor: Actor,
  input: Input,
  now = new Date(),
): Promise<{ partnerUserId: string; email: string }> {
  return transaction(async (tx) => {
    const partner = await findPartner(tx, actor, input.partnerNumber);
    const address = readInviteeAddress(input.email);
    await refuseSelf(tx, actor, address);
    const partnerUserId =
      (await insertPerson(tx, partner.id, input, address, now)) ??
      (await reuseEndedInvitation(tx, partner.id, input, address, now));
    const { firstName, lastName, language } = input;
    const invitationId = await openInvitation(tx, now, {
      invitation: { kind: "PARTNER", partnerUserId },
      invitee: { ...address, firstName, lastName, language },
    });
    await recordEvent(tx, actor, now, {
      action: "invitation.sent",
      object: { kind: "invitation", id: invitationId },
      partnerId: partner.id,
      data: { partnerUserId, isAdministrator: input.isAdministrator },
      personal: { after: personValues({ ...input, ...address }) },
    });
    return { partnerUserId, email: address.email };
  });
}

/** Null when a living person of this partner has the address already: the unique index decides. */
async function insertPerson(
  tx: Tx,
  partnerId: string,
  input: Input,
  address: Address,
  now: Date,
): Promise<string | null> {
  const [row] = await tx.partnerUser.createManyAndReturn({
    data: { partnerId, ...address, ...personOf(input), status: "INVITED", createdAt: now },
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

/** An invitation that has ended never blocks a new one (edge 17); an open one and a colleague do. */
async function reuseEndedInvitation(
  tx: Tx,
  partnerId: string,
  input: Input,
  address: Address,
  now: Date,
): Promise<string> {
  const [found] = await tx.$queryRaw<{ id: string; status: string }[]>`
    SELECT "id", "status"::text FROM "PartnerUser"
    WHERE "partnerId" = ${partnerId}::uuid AND "emailKey" = ${address.emailKey}
      AND "status" <> 'REMOVED' FOR UPDATE`;
  if (!found) throw refuse("conflict", "changedMeanwhile");
  const { email } = address;
  if (found.status !== "INVITED") throw atEmail("conflict", "alreadyMember", { email });
  const open = await tx.invitation.findFirst({
    where: { partnerUserId: found.id, status: "PENDING", expiresAt: { gt: now } },
    select: { id: true },
  });
  if (open) throw atEmail("conflict", "alreadyInvitedHere", { email });
  await tx.invitation.updateMany({
    where: { partnerUserId: found.id, status: "PENDING" },
    data: { status: "EXPIRED", endedAt: now },
  });
  await tx.partnerUser.update({
    where: { id: found.id },
    data: { ...address, ...personOf(input) },
  });
  return found.id;
}

function personOf({ firstName, lastName, language, country, isAdministrator }: Input) {
  return { firstName, lastName, language, country, isAdministrator };
}
