import { recordEvents } from "../audit/record-event";
import type { Tx } from "../db/client";
import { enqueueMails, recipientOf } from "../mail/enqueue-mail";
import type { Template } from "../mail/templates";
import type { Actor } from "../policy/actor";

interface News {
  readonly domainId: string;
  /** The event that every purchasing account with the domain gets into its trail. */
  readonly action: string;
  readonly data?: Readonly<Record<string, string>>;
  /** What its active Account Administrators are mailed, if anything. */
  readonly mail?: {
    readonly template: Extract<Template, `domain${string}`>;
    readonly props?: Readonly<Record<string, string>>;
  };
}

/** Records and mails what happened to a domain, in each purchasing account that uses it. */
export async function tellOfDomain(
  tx: Tx,
  actor: Actor,
  { domainId, action, data = {}, mail }: News,
  now: Date,
): Promise<void> {
  const accounts = await tx.accountDomain.findMany({
    where: { domainId },
    orderBy: { purchasingAccountId: "asc" },
    select: { purchasingAccountId: true },
  });
  const ids = accounts.map(({ purchasingAccountId }) => purchasingAccountId);
  await recordEvents(
    tx,
    actor,
    now,
    ids.map((purchasingAccountId) => ({
      action,
      object: { kind: "domain", id: domainId },
      purchasingAccountId,
      data,
    })),
  );
  if (!mail) return;
  const administrators = await tx.membership.findMany({
    where: {
      purchasingAccountId: { in: ids },
      status: "ACTIVE",
      roles: { has: "ACCOUNT_ADMINISTRATOR" },
    },
    orderBy: { id: "asc" },
  });
  await enqueueMails(
    tx,
    now,
    administrators.map((administrator) => ({
      template: mail.template,
      language: administrator.language,
      to: recipientOf(administrator),
      props: { domainId, ...mail.props },
      purchasingAccountId: administrator.purchasingAccountId,
    })),
  );
}
