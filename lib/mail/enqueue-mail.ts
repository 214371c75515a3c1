import { randomUUID } from "node:crypto";
import { fullName } from "../accounts/full-name";
import type { Tx } from "../db/client";
import { newId } from "../db/new-id";
import { env } from "../env";
import { mailLanguage } from "../languages";
import { addJobs } from "../jobs/add-job";
import { newReturnKey } from "./return-path";
import type { Template } from "./templates";

export interface Mail {
  readonly template: Template;
  readonly language: string;
  readonly to: { readonly name: string; readonly email: string; readonly emailKey: string };
  /** Ids and plain values only; never a token. */
  readonly props?: Readonly<Record<string, string | number | boolean>>;
  /** The account that it speaks of. */
  readonly purchasingAccountId?: string;
  readonly linkId?: string;
  readonly oneTimeLinkId?: string;
  /** Two mails with the same `once` are one mail. */
  readonly once?: string;
  /** Not before this moment. */
  readonly sendAt?: Date | undefined;
}

/** Whom a mail to a person goes to: an object, never a string. */
export function recipientOf(person: {
  firstName: string;
  lastName: string;
  language: string;
  email: string;
  emailKey: string;
}): Mail["to"] {
  const { email, emailKey } = person;
  return { name: fullName(person), email, emailKey };
}

/** Commits the mail with the caller's transaction; the worker renders and sends it (decision 11). */
export async function enqueueMail(tx: Tx, now: Date, mail: Mail): Promise<void> {
  await enqueueMails(tx, now, [mail]);
}

/** The same for many. A mail whose `once` is there already is left out, and so is its job. */
export async function enqueueMails(tx: Tx, now: Date, mails: readonly Mail[]): Promise<void> {
  const rows = mails.map((mail) => ({ id: newId(), mail }));
  const queued = await tx.emailMessage.createManyAndReturn({
    data: rows.map(({ id, mail }) => ({
      id,
      template: mail.template,
      language: mailLanguage(mail.language),
      props: mail.props ?? {},
      toName: mail.to.name,
      toAddress: mail.to.email,
      toKey: mail.to.emailKey,
      purchasingAccountId: mail.purchasingAccountId ?? null,
      linkId: mail.linkId ?? null,
      oneTimeLinkId: mail.oneTimeLinkId ?? null,
      messageId: `<${randomUUID()}@${new URL(env.APP_URL).hostname}>`,
      returnKey: newReturnKey(),
      createdAt: now,
      once: mail.once ?? null,
    })),
    skipDuplicates: true,
    select: { id: true },
  });
  const ids = new Set(queued.map(({ id }) => id));
  const jobs = rows
    .filter(({ id }) => ids.has(id))
    .map(({ id, mail }) => ({
      task: "sendMail" as const,
      payload: { messageId: id },
      runAt: mail.sendAt,
    }));
  await addJobs(tx, jobs);
}
