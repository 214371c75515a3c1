import { momentInWords } from "../lib/messages";
import type { Letter } from "./letter";
import { letterFrame, type LetterContext } from "./letter-frame";

/** What happened to a second factor; the vendor's reset is announced a day before (decision 18). */
export type SecondFactorNews = "on" | "off" | "recovery" | "resetAnnounced" | "reset";

interface Changed {
  readonly name: string;
  readonly what: SecondFactorNews;
  /** When it happened; of what is announced, when it will. */
  readonly at: Date;
  readonly place: { readonly label: "myProfile" | "signIn"; readonly href: string };
}

/** A notice about the second factor: the owner of the account may not be the one who did it. */
export function secondFactorChangedLetter(
  context: LetterContext,
  { name, what, at, place }: Changed,
): Letter {
  const { t, language, vendor } = context;
  const notYou = what === "resetAnnounced" ? (`${what}.notYou` as const) : "notYou";
  return {
    ...letterFrame(context, name),
    subject: t(`secondFactorChanged.${what}.subject`),
    heading: t(`secondFactorChanged.${what}.heading`),
    paragraphs: [
      t(`secondFactorChanged.${what}.body`, { vendor, date: momentInWords(at, language) }),
    ],
    facts: [],
    button: { label: t(`common.${place.label}`), href: place.href },
    why: t("secondFactorChanged.why"),
    notYou: t(`secondFactorChanged.${notYou}`, { vendor }),
  };
}
