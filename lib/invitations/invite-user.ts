import { z } from "zod";
import { countrySchema, emailSchema, languageSchema, nameSchema } from "../accounts/person-schema";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize, authorizeRoles } from "../policy/authorize";
import { isRole, sortRoles } from "../policy/roles";
import { inviteAll, type Invited } from "./invite-all";
import { readInviteeAddress, refuseSelf } from "./invitee-address";
import { requireLiveAgreement } from "./require-live-agreement";

/** One person on Invite Users; every field is required (R54, R55). */
export const inviteUserSchema = z.object({
  email: emailSchema,
  firstName: nameSchema,
  lastName: nameSchema,
  language: languageSchema,
  country: countrySchema,
  roles: z
    .array(z.string().refine(isRole, "rolesNone"), "rolesNone")
    .min(1, "rolesNone")
    .max(20, "rolesNone")
    .transform((roles) => sortRoles(roles)),
});

export type InviteUserInput = z.infer<typeof inviteUserSchema>;

/**
 * Invites one person into the actor's purchasing account (R48 to R63). One transaction: a person, an
 * invitation, its link and its mail, or nothing. Throws `invalid` and `conflict` with the sentence at
 * `email` (edges 13 to 19), `forbidden` for roles the actor may not hand out.
 */
export async function inviteUser(
  actor: Actor,
  input: InviteUserInput,
  now = new Date(),
): Promise<Invited> {
  authorize(actor, "users.invite");
  authorizeRoles(actor, input.roles);
  return transaction(async (tx) => {
    await requireLiveAgreement(tx, actor.purchasingAccountId, now);
    await refuseSelf(tx, actor, readInviteeAddress(input.email));
    const [answer] = await inviteAll(tx, actor, [input], now);
    if (answer instanceof DomainError) throw answer;
    if (!answer) throw new Error("Nobody was invited");
    return answer;
  });
}
