import { LOST_GRACE_DAYS } from "../lib/domains/domain-gate";
import { dayInWords } from "../lib/messages";
import type { Letter } from "./letter";
import { accountFacts, letterFrame, type AccountNames, type LetterContext } from "./letter-frame";

/** What an Account Administrator is told of a domain; the other side of a claim is never named. */
export interface DomainNews {
  readonly name: string;
  readonly account: AccountNames;
  readonly domain: string;
  readonly href: string;
}

/** The record was found, for the first time or again. */
export function domainVerifiedLetter(context: LetterContext, news: DomainNews): Letter {
  return letterOf(context, news, "domainVerified", ["body", "next"]);
}

/** Two answers without the record. */
export function domainLostLetter(context: LetterContext, news: DomainNews, graceEnd: Date): Letter {
  const values = { date: dayInWords(graceEnd, context.language), days: LOST_GRACE_DAYS };
  return letterOf(context, news, "domainLost", ["body", "grace", "next"], values);
}

export function domainGateClosedLetter(context: LetterContext, news: DomainNews): Letter {
  return letterOf(context, news, "domainGateClosed", ["body", "stays", "next"], {
    days: LOST_GRACE_DAYS,
  });
}

export type Side = "claimant" | "holder";

/** Two organizations have shown that the domain is theirs. */
export function domainClaimedLetter(context: LetterContext, news: DomainNews, side: Side): Letter {
  return letterOf(context, news, `domainClaimed.${side}`, ["body", "next"]);
}

export function domainClaimDecidedLetter(
  context: LetterContext,
  news: DomainNews,
  side: Side,
  isApproved: boolean,
): Letter {
  const how = isApproved ? "approved" : "refused";
  return letterOf(context, news, `domainClaimDecided.${side}.${how}`, ["body", "next"]);
}

interface Claim extends Pick<DomainNews, "name" | "domain" | "href"> {
  /** The one that the domain isn't recorded for. */
  readonly organization: string;
}

/** To the vendor's operators: they decide whose a domain is. */
export function claimToDecideLetter(
  context: LetterContext,
  { name, domain, organization, href }: Claim,
): Letter {
  const { t } = context;
  return {
    ...letterFrame(context, name),
    subject: t("claimToDecide.subject", { domain }),
    heading: t("claimToDecide.heading"),
    paragraphs: [t("claimToDecide.body", { domain, organization }), t("claimToDecide.next")],
    facts: [
      [t("common.organization"), organization],
      [t("domainNews.domain"), domain],
    ],
    button: { label: t("changeToDecide.button"), href },
    why: t("changeToDecide.why"),
    notYou: t("claimToDecide.notYou"),
  };
}

type Key =
  | "domainVerified"
  | "domainLost"
  | "domainGateClosed"
  | `domainClaimed.${Side}`
  | `domainClaimDecided.${Side}.${"approved" | "refused"}`;

function letterOf(
  context: LetterContext,
  { name, account, domain, href }: DomainNews,
  key: Key,
  parts: readonly string[],
  more: Readonly<Record<string, string | number>> = {},
): Letter {
  const { t, vendor } = context;
  const values = { domain, organization: account.organization, vendor, ...more };
  // Every letter has the parts that it was called with; a test reads all of them in every language.
  const say = (part: string) => t(`${key}.${part}` as `${typeof key}.body`, values);
  return {
    ...letterFrame(context, name),
    subject: say("subject"),
    heading: say("heading"),
    paragraphs: parts.map(say),
    facts: [...accountFacts(context, account), [t("domainNews.domain"), domain]],
    button: { label: t("domainNews.open"), href },
    why: t("administratorNews.why", { role: t("roles.ACCOUNT_ADMINISTRATOR") }),
    notYou: t("domainNews.notYou", { vendor }),
  };
}
