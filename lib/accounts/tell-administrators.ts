import type { Tx } from "../db/client";
import { enqueueMail, recipientOf, type Mail } from "../mail/enqueue-mail";
import type { MemberActor } from "../policy/actor";
import { allows } from "../policy/permissions";
import type { Role } from "../policy/roles";

interface News {
  readonly template: "administratorAdded" | "keyRoleGranted";
  readonly props: NonNullable<Mail["props"]>;
  /** Whom it is about: they get a mail of their own. */
  readonly except: string;
}

/** Writes to every active Account Administrator of the account, whoever of them did it. */
async function tellAdministrators(
  tx: Tx,
  { purchasingAccountId }: MemberActor,
  { template, props, except }: News,
  now: Date,
): Promise<void> {
  const administrators = await tx.membership.findMany({
    where: {
      purchasingAccountId,
      status: "ACTIVE",
      roles: { has: "ACCOUNT_ADMINISTRATOR" },
      NOT: { id: except },
    },
    orderBy: { id: "asc" },
  });
  for (const administrator of administrators) {
    await enqueueMail(tx, now, {
      template,
      language: administrator.language,
      to: recipientOf(administrator),
      props,
      purchasingAccountId,
    });
  }
}

/**
 * Tells the Account Administrators what they should know about roles that were just added: one more of
 * them, or keys opened by somebody who may not see keys (edge 36).
 */
export async function tellOfAddedRoles(
  tx: Tx,
  actor: MemberActor,
  { membershipId, added }: { membershipId: string; added: readonly Role[] },
  now: Date,
): Promise<void> {
  if (added.includes("ACCOUNT_ADMINISTRATOR")) {
    const news = { props: { membershipId }, except: membershipId };
    await tellAdministrators(tx, actor, { template: "administratorAdded", ...news }, now);
  }
  if (allows(added, "keys.view") && !actor.roles.includes("ACCOUNT_ADMINISTRATOR")) {
    const news = { props: { membershipId, byId: actor.membershipId }, except: membershipId };
    await tellAdministrators(tx, actor, { template: "keyRoleGranted", ...news }, now);
  }
}
