import { BURST } from "../lib/keys/burst";
import { dayInWords, momentInWords } from "../lib/messages";
import type { Role } from "../lib/policy/roles";
import type { Letter } from "./letter";
import {
  accountFacts,
  letterFrame,
  rolesInWords,
  type AccountNames,
  type LetterContext,
} from "./letter-frame";

/** What an Account Administrator is told of their account, and where they handle it. */
interface News {
  readonly name: string;
  readonly account: AccountNames;
  readonly href: string;
}

interface Person {
  readonly name: string;
  readonly email: string;
}

/** Somebody got the role; who gave it stands in the trail. */
export function administratorAddedLetter(
  context: LetterContext,
  { person, ...news }: News & { person: Person },
): Letter {
  const { t } = context;
  const { organization } = news.account;
  const role = t("roles.ACCOUNT_ADMINISTRATOR");
  return {
    ...newsFrame(context, news),
    subject: t("administratorAdded.subject", { name: person.name, organization }),
    heading: t("administratorAdded.heading"),
    paragraphs: [
      t("administratorAdded.body", { name: person.name, role, organization }),
      t("administratorAdded.next"),
    ],
    facts: [
      ...accountFacts(context, news.account),
      [t("common.colleague"), person.name],
      [t("common.email"), person.email],
    ],
    button: { label: t("common.manageUsers"), href: news.href },
    notYou: t("administratorAdded.notYou"),
  };
}

interface Grant {
  readonly person: Person;
  /** The User Administrator's name. */
  readonly giver: string;
  readonly roles: readonly Role[];
}

/** A User Administrator let somebody see keys, which they can't do themselves (edge 36). */
export function keyRoleGrantedLetter(
  context: LetterContext,
  { person, giver, roles, ...news }: News & Grant,
): Letter {
  const { t } = context;
  const { organization } = news.account;
  const { name, email } = person;
  return {
    ...newsFrame(context, news),
    subject: t("keyRoleGranted.subject", { name }),
    heading: t("keyRoleGranted.heading"),
    paragraphs: [
      t("keyRoleGranted.body", { giver, name, organization }),
      t("keyRoleGranted.next", { role: t("roles.USER_ADMINISTRATOR") }),
    ],
    facts: [
      ...accountFacts(context, news.account),
      [t("common.colleague"), name],
      [t("common.email"), email],
      [t("common.rolesNow"), rolesInWords(context, roles)],
      [t("keyRoleGranted.giver"), giver],
    ],
    button: { label: t("common.manageUsers"), href: news.href },
    notYou: t("keyRoleGranted.notYou"),
  };
}

interface Keys {
  readonly person: Person;
  readonly at: Date;
  /** How many went into a file; null where many were shown one by one. */
  readonly exported: number | null;
}

/** Somebody took more keys at once than daily work needs. */
export function keysRevealedLetter(
  context: LetterContext,
  { person, at, exported, ...news }: News & Keys,
): Letter {
  const { t, language, vendor } = context;
  const { organization } = news.account;
  const { name, email } = person;
  const how = exported === null ? "shown" : "exported";
  return {
    ...newsFrame(context, news),
    subject: t(`keysRevealed.${how}.subject`, { name }),
    heading: t(`keysRevealed.${how}.heading`),
    paragraphs: [
      t(`keysRevealed.${how}.body`, { name, organization, ...BURST }),
      t("keysRevealed.next"),
    ],
    facts: [
      ...accountFacts(context, news.account),
      [t("common.colleague"), name],
      [t("common.email"), email],
      [t("keysRevealed.when"), momentInWords(at, language)],
      ...(exported === null
        ? []
        : [[t("keysRevealed.count"), String(exported)] satisfies Letter["facts"][number]]),
    ],
    button: { label: t("keysRevealed.activity"), href: news.href },
    notYou: t("keysRevealed.notYou", { vendor }),
  };
}

/** Each month to an administrator whom nobody could stand in for. */
export function soleAdministratorLetter(context: LetterContext, news: News): Letter {
  const { t } = context;
  const { organization, accountNumber } = news.account;
  const role = t("roles.ACCOUNT_ADMINISTRATOR");
  return {
    ...letterFrame(context, news.name),
    subject: t("soleAdministrator.subject", { organization }),
    heading: t("soleAdministrator.heading"),
    paragraphs: [
      t("soleAdministrator.body", { account: accountNumber, organization, role }),
      t("soleAdministrator.next"),
    ],
    facts: accountFacts(context, news.account),
    button: { label: t("common.inviteUsers"), href: news.href },
    why: t("soleAdministrator.why"),
    notYou: t("soleAdministrator.notYou"),
  };
}

/** Some days before the last one of a partner's visibility (R73). */
export function visibilityEndsLetter(
  context: LetterContext,
  { partner, lastDay, ...news }: News & { partner: string; lastDay: Date },
): Letter {
  const { t, language } = context;
  const date = dayInWords(lastDay, language);
  const { organization } = news.account;
  return {
    ...newsFrame(context, news),
    subject: t("visibilityEnds.subject", { partner, date }),
    heading: t("visibilityEnds.heading"),
    paragraphs: [
      t("visibilityEnds.body", { partner, organization }),
      t("visibilityEnds.end", { date }),
      t("visibilityEnds.next"),
    ],
    facts: [
      ...accountFacts(context, news.account),
      [t("common.partner"), partner],
      [t("visibilityEnds.lastDay"), date],
    ],
    button: { label: t("common.partnerVisibility"), href: news.href },
    notYou: t("visibilityEnds.notYou"),
  };
}

function newsFrame(context: LetterContext, { name }: News) {
  const role = context.t("roles.ACCOUNT_ADMINISTRATOR");
  return {
    ...letterFrame(context, name),
    why: context.t("administratorNews.why", { role }),
  };
}
