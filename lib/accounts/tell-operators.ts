import type { Tx } from "../db/client";
import { enqueueMails, recipientOf, type Mail } from "../mail/enqueue-mail";

interface News {
  readonly template: "changeToDecide" | "claimToDecide" | "fileUnavailable";
  readonly props: NonNullable<Mail["props"]>;
  /** Names this news: each operator is written to once about it. */
  readonly once: string;
  readonly purchasingAccountId?: string;
}

/** Writes to every operator of the vendor, whoever of them did it. */
export async function tellOperators(tx: Tx, { once, ...news }: News, now: Date): Promise<void> {
  const operators = await tx.operator.findMany({
    where: { endedAt: null, user: { disabledAt: null } },
    include: { user: true },
    orderBy: { userId: "asc" },
  });
  const mails = operators.map(({ user }) => ({
    ...news,
    language: user.language,
    to: recipientOf(user),
    once: `${news.template}:${once}:${user.id}`,
  }));
  await enqueueMails(tx, now, mails);
}
