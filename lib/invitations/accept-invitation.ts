import { z } from "zod";
import { checkNewPassword } from "../accounts/check-new-password";
import { newPasswordShape } from "../accounts/new-password-schema";
import { hashPassword } from "../accounts/password-hash";
import { nameSchema } from "../accounts/person-schema";
import { endSession, startSession, type Visit } from "../accounts/session";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { countTry, forgiveTry } from "../limits";
import { SYSTEM } from "../policy/actor";
import { admit, claimInvitation, holdIfNeeded, inviteeOf, lockForAdmission } from "./admit";
import { readInvitation, type OpenInvitation } from "./read-invitation";

export const acceptInvitationSchema = z.object({
  token: z.string().max(200),
  firstName: nameSchema,
  lastName: nameSchema,
  ...newPasswordShape,
});

type Input = z.infer<typeof acceptInvitationSchema>;

/**
 * Start (R30 to R39): consumes the invitation, makes the organizational account, lets the person in
 * and opens a session, all in one transaction. Throws `gone` for a link that doesn't work any more,
 * `conflict` for whoever comes second (edge 3, decision 14); a held invitation returns `held`.
 * `accountKey` is null for who comes in at a partner.
 */
export async function acceptInvitation(
  input: Input,
  visit: Visit & { previousSecret?: string | undefined },
  now = new Date(),
): Promise<{ outcome: "in"; accountKey: string | null; secret: string } | { outcome: "held" }> {
  await countTry("block", visit.origin.addressBlock);
  const invitation = await readInvitation(input.token, now);
  if (invitation.state !== "unknown") await forgiveTry("block", visit.origin.addressBlock);
  if (invitation.state === "held") return { outcome: "held" };
  if (invitation.state !== "open") throw refuse("gone", "invitationNotOpen");
  if (invitation.hasAccount) throw refuse("conflict", "accountExists");
  checkNewPassword(input, [
    invitation.email,
    input.firstName,
    input.lastName,
    invitation.organization,
  ]);
  const passwordHash = await hashPassword(input.password);
  const actor = { ...SYSTEM, origin: visit.origin };
  const entered = await transaction(async (tx) => {
    const locked = await lockForAdmission(tx, invitation.invitationId);
    if (await holdIfNeeded(tx, actor, locked, now)) return null;
    await claimInvitation(tx, invitation.invitationId, invitation.linkId, now);
    const userId = await createUser(tx, invitation, inviteeOf(locked), input, passwordHash, now);
    const session = await startSession(tx, userId, visit, now);
    // From here on somebody is there who does it: the trail finds it under their name.
    const { sessionId } = session;
    const person = { kind: "person", userId, sessionId, origin: visit.origin } as const;
    await admit(tx, person, locked, { userId, emailKey: invitation.emailKey, ...input }, now);
    return session;
  });
  if (!entered) return { outcome: "held" };
  if (visit.previousSecret !== undefined) await endSession(visit.previousSecret, now);
  return { outcome: "in", accountKey: invitation.account?.key ?? null, secret: entered.secret };
}

/** The unique address decides between two invitations of one new person: the first sets the password. */
async function createUser(
  tx: Tx,
  { email, emailKey }: OpenInvitation,
  { language, country }: { language: string; country: string },
  { firstName, lastName }: Input,
  passwordHash: string,
  now: Date,
): Promise<string> {
  const [user] = await tx.user.createManyAndReturn({
    data: {
      email,
      emailKey,
      firstName,
      lastName,
      language,
      country,
      passwordHash,
      passwordChangedAt: now,
      createdAt: now,
    },
    skipDuplicates: true,
    select: { id: true },
  });
  if (!user) throw refuse("conflict", "accountExists");
  return user.id;
}
