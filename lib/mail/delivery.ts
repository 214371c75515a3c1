import type { MessageState, Prisma } from "../../prisma/generated/client";

/** What is known of the mail of an invitation, for everybody who may resend it. */
export interface Delivery {
  readonly state: MessageState;
  readonly sentAt: Date | null;
  readonly nextTryAt: Date | null;
  readonly bouncedAt: Date | null;
  /** The other server's own words. */
  readonly answer: string | null;
  /** The first input on the page behind the link; null also when the page can't tell (decision 10). */
  readonly openedAt: Date | null;
}

/** The links that count, newest first, with their mails: to be included below `links`. */
export const DELIVERY_LINKS = {
  where: { supersededAt: null },
  orderBy: { createdAt: "desc" },
  take: 6,
  include: { messages: { orderBy: { createdAt: "desc" }, take: 1 } },
} as const satisfies Prisma.InvitationLinkFindManyArgs;

type Link = Prisma.InvitationLinkGetPayload<{ include: (typeof DELIVERY_LINKS)["include"] }>;

/** How far the newest mail of an invitation got; null when it has none. */
export function deliveryOf(links: readonly Link[]): Delivery | null {
  const message = links.flatMap((link) => link.messages)[0];
  if (!message) return null;
  const opened = links.flatMap(({ startedAt }) => startedAt ?? []);
  const openedAt = opened.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
  return { ...deliveryOfMessage(message), openedAt };
}

/** The same of one mail, whose page doesn't tell whether it was opened. */
export function deliveryOfMessage(
  message: Omit<Delivery, "answer" | "openedAt"> & { readonly lastAnswer: string | null },
): Delivery {
  const { state, sentAt, nextTryAt, bouncedAt, lastAnswer } = message;
  return { state, sentAt, nextTryAt, bouncedAt, answer: lastAnswer, openedAt: null };
}
