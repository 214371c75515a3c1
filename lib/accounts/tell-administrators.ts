import type { Tx } from "../db/client";
import { enqueueMails, recipientOf, type Mail } from "../mail/enqueue-mail";
import type { Template } from "../mail/templates";
import { allows } from "../policy/permissions";
import type { Role } from "../policy/roles";

interface News {
  readonly template:
    "administratorAdded" | "keyRoleGranted" | "keysRevealed" | Extract<Template, `domain${string}`>;
  readonly props: NonNullable<Mail["props"]>;
  /** Whom it is about: they get a mail of their own. */
  readonly except?: string;
}

/** Writes to every active Account Administrator of the accounts, whoever of them did it. */
export async function tellAdministrators(
  tx: Tx,
  purchasingAccountIds: readonly string[],
  { template, props, except }: News,
  now: Date,
): Promise<void> {
  const administrators = await tx.membership.findMany({
    where: {
      purchasingAccountId: { in: [...purchasingAccountIds] },
      status: "ACTIVE",
      roles: { has: "ACCOUNT_ADMINISTRATOR" },
      user: { disabledAt: null },
      ...(except === undefined ? {} : { NOT: { id: except } }),
    },
    orderBy: { id: "asc" },
  });
  const mails = administrators.map((administrator) => ({
    template,
    language: administrator.language,
    to: recipientOf(administrator),
    props,
    purchasingAccountId: administrator.purchasingAccountId,
  }));
  await enqueueMails(tx, now, mails);
}

interface Gift {
  readonly purchasingAccountId: string;
  readonly membershipId: string;
  readonly added: readonly Role[];
  /** Who gave the roles; null for the agreement's record. */
  readonly giver: { readonly membershipId: string; readonly roles: readonly Role[] } | null;
}

/**
 * Tells the Account Administrators what they should know about roles that somebody in the account just
 * got, by a change or by coming in with them: one more of their own kind, or keys opened by somebody who
 * may not see keys (edge 36).
 */
export async function tellOfAddedRoles(
  tx: Tx,
  { purchasingAccountId, membershipId, added, giver }: Gift,
  now: Date,
): Promise<void> {
  const except = membershipId;
  if (added.includes("ACCOUNT_ADMINISTRATOR")) {
    const news = { template: "administratorAdded", props: { membershipId }, except } as const;
    await tellAdministrators(tx, [purchasingAccountId], news, now);
  }
  if (giver && allows(added, "keys.view") && !giver.roles.includes("ACCOUNT_ADMINISTRATOR")) {
    const props = { membershipId, byId: giver.membershipId };
    const news = { template: "keyRoleGranted", props, except } as const;
    await tellAdministrators(tx, [purchasingAccountId], news, now);
  }
}
