import type { Tx } from "../db/client";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";

type SecondFactorNews = "on" | "off" | "recovery" | "resetAnnounced" | "reset";

/** Mails a person what became of their second factor; `at` is when it happened or will happen. */
export async function tellSecondFactor(
  tx: Tx,
  user: Parameters<typeof recipientOf>[0] & { readonly language: string },
  what: SecondFactorNews,
  now: Date,
  at = now,
): Promise<void> {
  await enqueueMail(tx, now, {
    template: "secondFactorChanged",
    language: user.language,
    to: recipientOf(user),
    props: { what, at: at.toISOString() },
  });
}
