import { isInCharacters } from "../fold-text";

interface Named {
  readonly firstName: string;
  readonly lastName: string;
  /** Of the person, by BCP 47 tag. */
  readonly language: string;
}

/** Languages that say the family name first. */
const FAMILY_FIRST = new Set(["hu", "ja", "ko", "vi", "zh"]);

/** A person's name as screens and mails show it, in the order of its language or of its script. */
export function fullName({ firstName, lastName, language }: Named): string {
  const [base = ""] = language.split("-");
  const name = `${lastName}${firstName}`;
  const inCharacters = isInCharacters(name);
  if (!inCharacters && !FAMILY_FIRST.has(base)) return `${firstName} ${lastName}`;
  // Japanese is easier to read with a space; Chinese and Korean have none.
  const isClosed =
    inCharacters &&
    base !== "ja" &&
    !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}]/u.test(name);
  return isClosed ? name : `${lastName} ${firstName}`;
}
