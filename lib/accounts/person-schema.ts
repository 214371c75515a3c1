import { z } from "zod";
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

export const languageSchema = z.string("languageUnknown").refine(isMailLanguage, "languageUnknown");
export const countrySchema = z.string("countryUnknown").refine(isCountry, "countryUnknown");
