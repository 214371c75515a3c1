import type { Letter } from "./letter";
import { accountFacts, letterFrame, type AccountNames, type LetterContext } from "./letter-frame";

/** Why a change of the designation doesn't take effect by itself. */
export type Cause = "objected" | "partnerAddress" | "nobodySeen";

interface ChangeNews {
  readonly name: string;
  readonly account: AccountNames;
  /** Whom the change designates. */
  readonly person: string;
}

/** To the vendor's operators: a change waits for them. */
export function changeToDecideLetter(
  context: LetterContext,
  data: ChangeNews & { readonly cause: Cause; readonly href: string },
): Letter {
  const { t } = context;
  const { organization } = data.account;
  return {
    ...letterFrame(context, data.name),
    subject: t("changeToDecide.subject", { organization }),
    heading: t("changeToDecide.heading"),
    paragraphs: [t(`changeToDecide.${data.cause}`, { organization }), t("changeToDecide.next")],
    facts: factsOf(context, data),
    button: { label: t("changeToDecide.button"), href: data.href },
    why: t("changeToDecide.why"),
    notYou: t("changeToDecide.notYou"),
  };
}

/** To the partner's person who asked; says nothing of who objected or why. */
export function changeHeldLetter(
  context: LetterContext,
  data: ChangeNews & { readonly cause: Cause; readonly href: string },
): Letter {
  const { t, vendor } = context;
  const { organization } = data.account;
  const cause = data.cause === "objected" ? "objected" : "review";
  return {
    ...letterFrame(context, data.name),
    subject: t("changeHeld.subject", { organization }),
    heading: t("changeHeld.heading"),
    paragraphs: [
      t(`changeHeld.${cause}`, { organization, vendor }),
      t("changeHeld.next", { vendor }),
    ],
    facts: factsOf(context, data),
    button: { label: t("changeHeld.button"), href: data.href },
    why: t("changeHeld.why"),
    notYou: t("changeHeld.notYou"),
  };
}

/** To whoever asked, with a way to the account, and to whoever objected. */
export function changeDecidedLetter(
  context: LetterContext,
  data: ChangeNews & { readonly approved: boolean; readonly href: string | null },
): Letter {
  const { t, vendor } = context;
  const { organization } = data.account;
  const outcome = data.approved ? "approved" : "refused";
  return {
    ...letterFrame(context, data.name),
    subject: t("changeDecided.subject", { organization }),
    heading: t(`changeDecided.${outcome}Heading`),
    paragraphs: [t(`changeDecided.${outcome}`, { organization, vendor })],
    facts: factsOf(context, data),
    ...(data.href !== null && { button: { label: t("changeHeld.button"), href: data.href } }),
    why: t(data.href === null ? "changeDecided.whyObjected" : "changeHeld.why"),
    notYou: t("changeDecided.notYou", { vendor }),
  };
}

/** The address is left out: not every reader may see it. */
function factsOf(context: LetterContext, { account, person }: ChangeNews): Letter["facts"] {
  return [...accountFacts(context, account), [context.t("designationObjection.person"), person]];
}
