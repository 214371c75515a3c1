import { momentInWords } from "../lib/messages";
import type { Letter } from "./letter";
import { accountFacts, letterFrame, type AccountNames, type LetterContext } from "./letter-frame";

interface Change {
  readonly name: string;
  readonly account: AccountNames;
}

interface Proposal extends Change {
  readonly kind: "REPLACE" | "CORRECT_ADDRESS";
  /** The partner, else the vendor. */
  readonly requester: string;
  readonly person: { readonly name: string; readonly email: string };
  readonly href: string;
}

/** Before a change of the designation takes effect: who doesn't agree can say so in time. */
export function designationObjectionLetter(
  context: LetterContext,
  data: Proposal & {
    readonly actsAt: Date;
    readonly inReview: boolean;
    /** The reader is administrator of another purchasing account of the organization. */
    readonly isElsewhere: boolean;
  },
): Letter {
  const { t, language, vendor } = context;
  const { organization } = data.account;
  const template = data.kind === "REPLACE" ? "replace" : "correct";
  const date = momentInWords(data.actsAt, language);
  return {
    ...letterFrame(context, data.name),
    subject: t(`designationObjection.${subjectOf(data)}`, { organization }),
    heading: t(`designationObjection.${headingOf(data)}`),
    paragraphs: [
      t(`designationObjection.${template}`, { requester: data.requester, organization }),
      data.inReview
        ? t("designationObjection.review", { vendor })
        : t("designationObjection.effect", { date }),
      t("designationObjection.next"),
    ],
    facts: [
      ...accountFacts(context, data.account),
      [t("designationObjection.person"), data.person.name],
      [t("common.email"), data.person.email],
    ],
    button: { label: t("designationObjection.button"), href: data.href },
    until: [t("designationObjection.until", { date })],
    why: t(`designationObjection.${data.isElsewhere ? "whyElsewhere" : "why"}`),
    notYou: t("designationObjection.notYou"),
  };
}

/** Another address is not another person: nothing about a correction says that somebody was replaced. */
const subjectOf = ({ kind }: Pick<Proposal, "kind">) =>
  kind === "REPLACE" ? "subject" : "correctSubject";
const headingOf = ({ kind }: Pick<Proposal, "kind">) =>
  kind === "REPLACE" ? "heading" : "correctHeading";

/** To the address that was designated before; names nobody (edges 24, 25). */
export function administratorReplacedLetter(
  context: LetterContext,
  data: Change & Pick<Proposal, "kind"> & { readonly signInHref: string | null },
): Letter {
  const { t } = context;
  const { account, signInHref } = data;
  const values = { organization: account.organization, account: account.accountNumber };
  const isReplaced = data.kind === "REPLACE";
  const access = signInHref === null ? [] : [t("administratorReplaced.access")];
  return {
    ...letterFrame(context, data.name),
    subject: t(`administratorReplaced.${subjectOf(data)}`, values),
    heading: t(`administratorReplaced.${headingOf(data)}`),
    paragraphs: [
      t(`administratorReplaced.${isReplaced ? "body" : "correctBody"}`, values),
      ...access,
    ],
    facts: [],
    ...(signInHref !== null && {
      button: { label: t("administratorReplaced.button"), href: signInHref },
    }),
    why: t(`administratorReplaced.${isReplaced ? "why" : "correctWhy"}`),
    notYou: t("administratorReplaced.notYou"),
  };
}

/** To a member who is designated from now on (edge 28). */
export function administratorNamedLetter(
  context: LetterContext,
  { name, account, href }: Change & { readonly href: string },
): Letter {
  const { t } = context;
  const { organization } = account;
  return {
    ...letterFrame(context, name),
    subject: t("administratorNamed.subject", { organization }),
    heading: t("administratorNamed.heading"),
    paragraphs: [
      t("administratorNamed.body", { organization, account: account.accountNumber }),
      t("administratorNamed.next", { role: t("roles.ACCOUNT_ADMINISTRATOR") }),
    ],
    facts: accountFacts(context, account),
    button: { label: t("common.openAccount"), href },
    why: t("administratorNamed.why"),
    notYou: t("administratorNamed.notYou"),
  };
}

/** To the Account Administrators, after a change took effect (edge 26). */
export function administratorChangedLetter(context: LetterContext, data: Proposal): Letter {
  const { t } = context;
  const { requester } = data;
  const { organization } = data.account;
  const template = data.kind === "REPLACE" ? "replace" : "correct";
  return {
    ...letterFrame(context, data.name),
    subject: t(`administratorChanged.${subjectOf(data)}`, { organization }),
    heading: t(`administratorChanged.${headingOf(data)}`),
    paragraphs: [
      t(`administratorChanged.${template}`, { requester, organization }),
      t("administratorChanged.next"),
    ],
    facts: [
      ...accountFacts(context, data.account),
      [t("administratorChanged.person"), data.person.name],
      [t("common.email"), data.person.email],
    ],
    button: { label: t("common.manageUsers"), href: data.href },
    why: t("administratorNews.why", { role: t("roles.ACCOUNT_ADMINISTRATOR") }),
    notYou: t("administratorChanged.notYou", { requester }),
  };
}
