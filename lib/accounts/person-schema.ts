import { z } from "zod";
import { parseAddress } from "../canonical";
import { isCountry } from "../countries";
import { isMailLanguage } from "../languages";
import { isClickable } from "./clickable-name";
import { isShowable, shownText } from "./shown-text";

/** First and last names: letters of any script, no markup, nothing to be clicked (edge 12). */
const NAME_MAX = 64;

export const nameSchema = z
  .string("required")
  .transform((typed) => shownText(typed).replace(/\s+/gu, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "required")
      .max(NAME_MAX, `tooLong:${NAME_MAX}`)
      .refine(isShowable, "controlCharacters")
      .refine((name) => !isClickable(name), "nameWithAddress")
      .refine((name) => /\p{L}/u.test(name), "nameWithoutLetters"),
  );

/** One address, judged with the other fields of its form; what it is read as, the verb asks again. */
export const emailSchema = z
  .string("required")
  .min(1, "required")
  .max(1000, "emailTooLong")
  .superRefine((typed, context) => {
    const address = parseAddress(typed);
    if (typeof address === "string") context.addIssue({ code: "custom", message: address });
  });

export const languageSchema = z.string("languageUnknown").refine(isMailLanguage, "languageUnknown");
export const countrySchema = z.string("countryUnknown").refine(isCountry, "countryUnknown");
