import type { Personal } from "../audit/personal";
import { differing } from "./terms-fields";
import { isEmptyContact, type Contact, type Terms } from "./terms";

type Texts = Record<string, string>;

/** What the trail says of a change: choices in the event, whatever was typed beside it (record 014). */
export function termsChange(before: Terms, after: Terms) {
  const changed = differing(before, after);
  return {
    data: {
      changed,
      ...choice("renewal", before.renewal, after.renewal),
      ...choice("country", before.delivery.country, after.delivery.country),
    },
    personal: {
      before: textsOf(before, changed),
      after: textsOf(after, changed),
    } satisfies Personal,
  };
}

function choice(name: string, before: string, after: string): Texts {
  return before === after ? {} : { [`${name}Before`]: before, [`${name}After`]: after };
}

function textsOf({ contacts, customerReference, delivery }: Terms, changed: readonly string[]) {
  const { language, platform, notes } = delivery;
  const typed: Texts = { customerReference, language, platform, notes };
  return {
    ...Object.fromEntries(
      Object.entries(typed).filter(([name, value]) => value !== "" && changed.includes(name)),
    ),
    ...contacts.reduce((texts: Texts, contact, row) => {
      const touched = changed.some((name) => name.startsWith(`contacts[${row}].`));
      return touched ? { ...texts, ...contactTexts(contact, row + 1) } : texts;
    }, {}),
  };
}

/** The address always stands with its person: erasing looks for it, alone in its value. */
function contactTexts(contact: Contact, number: number): Texts {
  if (isEmptyContact(contact)) return {};
  const { name, purpose, email, phone } = contact;
  return {
    [`contact${number}`]: [name, purpose, phone].filter(Boolean).join(", "),
    ...(email === "" ? {} : { [`contact${number}Email`]: email }),
  };
}
