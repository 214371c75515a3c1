import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import { accessEndedLetter, rolesChangedLetter } from "../../emails/membership";
import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { sortRoles } from "../policy/roles";
import { isMember, namesOf, WITH_NAMES } from "./letter-account";
import { accountHref } from "./links";
import { idIn } from "./message-props";

type MembershipTemplate = "rolesChanged" | "memberRemoved" | "memberDisabled";

/** Tells a person what became of their access; null when something else has become of it by now. */
export async function loadMembershipLetter(
  template: MembershipTemplate,
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const id = idIn(message, "membershipId");
  const membership =
    id &&
    (await db.membership.findUnique({
      where: { id },
      include: { purchasingAccount: { include: WITH_NAMES } },
    }));
  if (!membership || membership.status !== STATUS_TOLD[template]) return null;
  const { roles, purchasingAccount: account } = membership;
  const isIn = await isMember(account.id, message.toKey);
  const access = { name: message.toName, account: namesOf(account) };
  if (template === "rolesChanged") {
    const href = accountHref(account.numberKey);
    return isIn ? rolesChangedLetter(context, { ...access, roles: sortRoles(roles), href }) : null;
  }
  // Whoever was removed may have come back since, with a new membership.
  return isIn ? null : accessEndedLetter(context, template, access);
}

/** The state that each of them speaks of. */
const STATUS_TOLD = {
  rolesChanged: "ACTIVE",
  memberRemoved: "REMOVED",
  memberDisabled: "DISABLED",
} as const;
