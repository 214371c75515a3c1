import { dayInWords } from "../lib/messages";
import type { Letter } from "./letter";
import { letterFrame, type AccountNames, type LetterContext } from "./letter-frame";

interface Seat {
  readonly name: string;
  /** The address that has the seat: others of the same person don't. */
  readonly email: string;
  readonly account: AccountNames;
  readonly service: string;
  /** The first day, where that is still to come. */
  readonly from: Date | null;
  readonly until: Date;
}

/**
 * To somebody who may use a service from now on, and may know neither the portal nor this organization's
 * numbers: it names who gave it and what to sign in with, and leads nowhere.
 */
export function seatAssignedLetter(
  context: LetterContext,
  { name, email, account: { organization }, service, from, until }: Seat,
): Letter {
  const { t, language } = context;
  return {
    ...letterFrame(context, name),
    subject: t("seatAssigned.subject", { service }),
    heading: t("seatAssigned.heading"),
    paragraphs: [
      t("seatAssigned.body", { organization, service }),
      from === null
        ? t("seatAssigned.next", { service, email })
        : t("seatAssigned.later", { service, email, date: dayInWords(from, language) }),
    ],
    facts: [
      [t("common.organization"), organization],
      [t("seatAssigned.service"), service],
      [t("common.email"), email],
      [t("seatAssigned.until"), dayInWords(until, language)],
    ],
    why: t("seatAssigned.why", { organization }),
    notYou: t("seatAssigned.notYou", { organization }),
  };
}
