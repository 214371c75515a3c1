import {
  administratorChangedLetter,
  administratorNamedLetter,
  administratorReplacedLetter,
  designationObjectionLetter,
} from "../../emails/designation";
import { fullName } from "../accounts/full-name";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { EmailMessage } from "../../prisma/generated/client";
import { maskAddress } from "../canonical";
import { db } from "../db/client";
import { isMember, namesOf, WITH_NAMES } from "./letter-account";
import { accountHref, manageUsersHref, objectionHref, signInHref } from "./links";
import { liveLink } from "./live-link";
import { idIn } from "./message-props";

/** Asks those concerned before a change takes effect; null once it is too late to object. */
export async function loadObjection(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const found = await readChange(context, message);
  const link = await liveLink(message, "OBJECTION", now);
  if (!found || link?.changeId !== found.change.id) return null;
  const { change, member, person, ...rest } = found;
  if (change.state !== "WAITING" && change.state !== "REVIEW") return null;
  if (change.actsAt <= now) return null;
  return designationObjectionLetter(context, {
    ...rest,
    kind: change.kind,
    person: member ? person : { ...person, email: maskAddress(person.email) },
    href: objectionHref(link.token),
    actsAt: change.actsAt,
    inReview: change.state === "REVIEW",
    isElsewhere: !member && found.designatedKey !== message.toKey,
  });
}

type AfterwardsTemplate = "administratorReplaced" | "administratorNamed" | "administratorChanged";

/** Tells of a change that took effect; null when it didn't, or a later one has overtaken it. */
export async function loadChanged(
  template: AfterwardsTemplate,
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const found = await readChange(context, message);
  if (found?.change.state !== "APPLIED") return null;
  const { change, member, designatedKey, numberKey, ...rest } = found;
  switch (template) {
    case "administratorReplaced":
      if (designatedKey === message.toKey) return null;
      return administratorReplacedLetter(context, {
        ...rest,
        kind: change.kind,
        signInHref: member ? signInHref() : null,
      });
    case "administratorNamed":
      if (!member || designatedKey !== message.toKey) return null;
      return administratorNamedLetter(context, { ...rest, href: accountHref(numberKey) });
    case "administratorChanged":
      if (!member || designatedKey !== change.emailKey) return null;
      return administratorChangedLetter(context, {
        ...rest,
        kind: change.kind,
        href: manageUsersHref(numberKey),
      });
  }
}

/** A change of the designation with what its letters say, and whether their reader is a member. */
async function readChange({ vendor }: LetterContext, message: EmailMessage) {
  const id = idIn(message, "changeId");
  const change =
    id &&
    (await db.designationChange.findUnique({
      where: { id },
      include: {
        purchasingAccount: {
          include: { ...WITH_NAMES, designations: { where: { until: null } } },
        },
      },
    }));
  if (!change) return null;
  const { purchasingAccount: account, partnerId } = change;
  const partner =
    partnerId === null ? null : await db.partner.findUnique({ where: { id: partnerId } });
  return {
    change,
    name: message.toName,
    account: namesOf(account),
    numberKey: account.numberKey,
    requester: partner?.name ?? vendor,
    person: { name: fullName(change), email: change.email },
    designatedKey: account.designations[0]?.emailKey,
    member: await isMember(account.id, message.toKey),
  };
}
