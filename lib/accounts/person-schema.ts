import { parse as parseHost } from "tldts";
import { z } from "zod";
import { isCountry } from "../countries";
import { isMailLanguage } from "../languages";

/** First and last names: letters of any script, no markup, no web addresses (edge 12). */
const NAME_MAX = 64;

export const nameSchema = z
  .string("required")
  .transform((typed) => typed.normalize("NFC").replace(/\s+/gu, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "required")
      .max(NAME_MAX, `tooLong:${NAME_MAX}`)
      .refine((name) => !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}<>]/u.test(name), "controlCharacters")
      .refine((name) => !hasWebAddress(name), "nameWithAddress"),
  );

export const languageSchema = z.string("languageUnknown").refine(isMailLanguage, "languageUnknown");
export const countrySchema = z.string("countryUnknown").refine(isCountry, "countryUnknown");

function hasWebAddress(name: string): boolean {
  if (/:\/\/|www\.|@/i.test(name)) return true;
  return name.split(" ").some((word) => {
    const host = parseHost(word.replace(/[/?#].*$/, ""));
    return host.isIcann === true && host.domain !== null;
  });
}
