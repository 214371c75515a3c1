import {
  changeDecidedLetter,
  changeHeldLetter,
  changeToDecideLetter,
  type Cause,
} from "../../emails/change-news";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { DesignationChange, EmailMessage } from "../../prisma/generated/client";
import { fullName } from "../accounts/full-name";
import { db } from "../db/client";
import { namesOf, WITH_NAMES } from "./letter-account";
import { decisionsHref, partnerAccountHref } from "./links";
import { idIn } from "./message-props";
import { isToOperator } from "./read-as-operator";

/** To an operator: a change waits for the vendor. Null once it doesn't, and for who is no operator any more. */
export async function loadChangeToDecide(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const found = await readChange(message);
  const cause = found && causeOf(found.change);
  if (!cause || !(await isToOperator(message))) return null;
  return changeToDecideLetter(context, { ...found.names, cause, href: decisionsHref() });
}

/** To the partner's person who asked, without a word about who objected or why. */
export async function loadChangeHeld(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const found = await readChange(message);
  const cause = found && causeOf(found.change);
  if (!cause || !(await isAsker(found.change, message.toKey))) return null;
  return changeHeldLetter(context, { ...found.names, cause, href: found.partnerHref });
}

/** To whoever asked and whoever objected: how the vendor decided. */
export async function loadChangeDecided(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const found = await readChange(message);
  const state = found?.change.state;
  if (!found || (state !== "APPLIED" && state !== "REFUSED")) return null;
  const asked = await isAsker(found.change, message.toKey);
  if (!asked && !(await isObjector(found.change, message.toKey))) return null;
  return changeDecidedLetter(context, {
    ...found.names,
    approved: state === "APPLIED",
    href: asked ? found.partnerHref : null,
  });
}

async function readChange(message: EmailMessage) {
  const id = idIn(message, "changeId");
  const change =
    id &&
    (await db.designationChange.findUnique({
      where: { id },
      include: { purchasingAccount: { include: WITH_NAMES } },
    }));
  if (!change) return null;
  const { purchasingAccount } = change;
  return {
    change,
    names: {
      name: message.toName,
      account: namesOf(purchasingAccount),
      person: fullName(change),
    },
    partnerHref: partnerAccountHref(purchasingAccount.numberKey),
  };
}

/** Why the clock doesn't decide; null while it does, and once somebody has. */
function causeOf({ state, reviewReason }: DesignationChange): Cause | null {
  if (state === "OBJECTED") return "objected";
  if (state !== "REVIEW") return null;
  return reviewReason === "NOBODY_SEEN" ? "nobodySeen" : "partnerAddress";
}

async function isAsker({ partnerId }: DesignationChange, toKey: string): Promise<boolean> {
  if (partnerId === null) return false;
  const found = await db.partnerUser.findFirst({
    where: { partnerId, emailKey: toKey, status: "ACTIVE", user: { disabledAt: null } },
    select: { id: true },
  });
  return found !== null;
}

/** Who objected, unless they were in the organization and aren't any longer. */
async function isObjector(change: DesignationChange, toKey: string): Promise<boolean> {
  if (change.objectedBy !== toKey) return false;
  const { agreement } = await db.purchasingAccount.findUniqueOrThrow({
    where: { id: change.purchasingAccountId },
    select: { agreement: { select: { organizationId: true } } },
  });
  const memberships = await db.membership.findMany({
    where: { emailKey: toKey, purchasingAccount: { agreement } },
    select: { status: true },
    take: 100,
  });
  const isIn = memberships.some(({ status }) => status === "ACTIVE" || status === "INVITED");
  return isIn || memberships.length === 0;
}
