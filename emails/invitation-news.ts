import { momentInWords } from "../lib/messages";
import type { Fact, Letter } from "./letter";
import { accountFacts, letterFrame, type AccountNames, type LetterContext } from "./letter-frame";
import { quoted } from "./quoted";

interface News {
  readonly name: string;
  readonly invitee: { readonly name: string; readonly email: string };
  readonly expiresAt: Date;
  /** Where the person was invited to: an account, or a partner. */
  readonly to: AccountNames | { readonly partner: string };
  readonly place: Place;
}

/** Where the reader puts it right. */
export interface Place {
  readonly label: "manageUsers" | "openAccount" | "managePeople";
  readonly href: string;
}

/** An invitation came back (edge 11), with what their mail server says. */
export function invitationBouncedLetter(
  context: LetterContext,
  { answer, ...news }: News & { answer: string | null },
): Letter {
  const said = answer === null ? [] : [[context.t("invitationBounced.answer"), answer] as const];
  return newsLetter(context, "invitationBounced", news, said);
}

/** The invited person said no (edge 23) and had to say why. */
export function invitationDeclinedLetter(
  context: LetterContext,
  { reason, ...news }: News & { reason: string },
): Letter {
  return newsLetter(context, "invitationDeclined", news, [
    [context.t("invitationDeclined.reason"), reason],
  ]);
}

/** Nobody used the invitation within its time. */
export function invitationExpiredLetter(context: LetterContext, news: News): Letter {
  return newsLetter(context, "invitationExpired", news, []);
}

function newsLetter(
  context: LetterContext,
  template: "invitationBounced" | "invitationDeclined" | "invitationExpired",
  { name, invitee, expiresAt, to, place }: News,
  said: readonly Fact[],
): Letter {
  const { t, language } = context;
  const values = { name: invitee.name, date: momentInWords(expiresAt, language) };
  return {
    ...letterFrame(context, name),
    subject: t(`${template}.subject`, values),
    heading: t(`${template}.heading`),
    paragraphs: [t(`${template}.body`, values), t(`${template}.next`)],
    facts: [
      [t("common.person"), invitee.name],
      [t("common.email"), invitee.email],
      ...("partner" in to
        ? [[t("common.partner"), to.partner] as const]
        : accountFacts(context, to)),
      ...said.map(([label, words]) => [label, quoted(words)] as const),
    ],
    button: { label: t(`common.${place.label}`), href: place.href },
    why: t("invitationNews.why"),
    notYou: t("invitationNews.notYou"),
  };
}
