import { tellAdministrators } from "../accounts/tell-administrators";
import { recordEvents } from "../audit/record-event";
import type { Tx } from "../db/client";
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
  const props = { domainId, ...mail.props };
  await tellAdministrators(tx, ids, { template: mail.template, props }, now);
}
