import {
  claimToDecideLetter,
  domainClaimDecidedLetter,
  domainClaimedLetter,
  domainGateClosedLetter,
  domainLostLetter,
  domainVerifiedLetter,
  type DomainNews,
  type Side,
} from "../../emails/domain";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { Domain, DomainTransfer, EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { graceEnd } from "../domains/domain-gate";
import { decisionsHref, domainsHref } from "./links";
import { idIn } from "./message-props";
import { readAsAdministrator } from "./read-as-administrator";
import { isToOperator } from "./read-as-operator";
import type { Template } from "./templates";

/** To an operator: a second organization proved a domain. Null once it is decided, and for who is no operator any more. */
export async function loadClaimToDecide(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const id = idIn(message, "transferId");
  const claim =
    id &&
    (await db.domainTransfer.findUnique({
      where: { id },
      select: { state: true, domain: { include: { organization: true } } },
    }));
  if (!claim || claim.state !== "OPEN" || !(await isToOperator(message))) return null;
  const { name: domain, organization } = claim.domain;
  const names = { name: message.toName, domain, organization: organization.name };
  return claimToDecideLetter(context, { ...names, href: decisionsHref() });
}

type DomainTemplate = Extract<Template, `domain${string}`>;

/** Null when the reader lost the role, or the news is overtaken by now. */
export async function loadDomainNews(
  template: DomainTemplate,
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const id = idIn(message, "domainId");
  const domain = id && (await db.domain.findUnique({ where: { id } }));
  if (!domain || message.purchasingAccountId === null) return null;
  const reader = await readAsAdministrator(message.purchasingAccountId, message);
  if (!reader) return null;
  const { numberKey, ...who } = reader;
  const news = { ...who, domain: domain.name, href: domainsHref(numberKey) };
  switch (template) {
    case "domainVerified":
      return domain.status === "VERIFIED" ? domainVerifiedLetter(context, news) : null;
    case "domainLost":
      return lostLetter(context, news, domain);
    case "domainGateClosed":
      return domain.status === "LOST" ? domainGateClosedLetter(context, news) : null;
    case "domainClaimed":
    case "domainClaimDecided":
      return claimLetter(template, context, news, message);
  }
}

function lostLetter(context: LetterContext, news: DomainNews, { status, lostAt }: Domain) {
  if (status !== "LOST" || !lostAt) return null;
  return domainLostLetter(context, news, graceEnd(lostAt));
}

async function claimLetter(
  template: "domainClaimed" | "domainClaimDecided",
  context: LetterContext,
  news: DomainNews,
  message: EmailMessage,
): Promise<Letter | null> {
  const id = idIn(message, "transferId");
  const transfer = id && (await db.domainTransfer.findUnique({ where: { id } }));
  if (!transfer) return null;
  const side: Side = idIn(message, "side") === "holder" ? "holder" : "claimant";
  if (template === "domainClaimed") {
    return transfer.state === "OPEN" ? domainClaimedLetter(context, news, side) : null;
  }
  return isDecided(transfer)
    ? domainClaimDecidedLetter(context, news, side, transfer.state === "APPROVED")
    : null;
}

const isDecided = ({ state }: DomainTransfer) => state === "APPROVED" || state === "REFUSED";
