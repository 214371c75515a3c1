import { z } from "zod";
import { isShowable, shownText } from "../accounts/shown-text";
import { parseAddress } from "../canonical";
import { isCountry } from "../countries";
import { tidy } from "../tidy";
import { CONTACT_ROWS, contactRows, RENEWALS } from "./terms";

const line = (max: number) => text(max, (typed) => typed.replace(/\s+/gu, " "));

function text(max: number, tidied: (typed: string) => string) {
  return (
    z
      .string("checkFields")
      .optional()
      .transform((typed = "") => tidied(shownText(typed)).trim())
      // No further z.string(): Conform would take what is empty for missing.
      .refine((typed) => typed.length <= max, `tooLong:${max}`)
      // The end of a line is fine: only the notes have any left.
      .refine((typed) => isShowable(typed.replace(/\n/g, " ")), "controlCharacters")
  );
}

/** What is pasted with something around it. */
const pasted = (max: number) =>
  z
    .string("checkFields")
    .optional()
    .transform((typed = "") => tidy(typed))
    .refine((typed) => typed.length <= max, `tooLong:${max}`);

/** All of a row may be empty; a person without a way to reach them is no contact. */
const contactSchema = z
  .object({ name: line(120), purpose: line(60), email: pasted(254), phone: pasted(40) })
  .superRefine(({ name, purpose, email, phone }, context) => {
    const complain = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (![name, purpose, email, phone].some(Boolean)) return;
    if (name === "") complain("name", "required");
    const address = email === "" ? null : parseAddress(email);
    if (typeof address === "string") complain("email", address);
    if (email === "" && phone === "") complain("email", "contactUnreachable");
    if (!/^[\p{Nd}\p{L}+()./ -]*$/u.test(phone)) complain("phone", "phoneMalformed");
  });

/** The form of an account's terms, with the version that the page showed; 0 before the first save. */
export const updateTermsSchema = z.object({
  version: z.coerce.number("changedMeanwhile").int("changedMeanwhile").min(0, "changedMeanwhile"),
  contacts: z
    // A row without anything in it isn't posted: it leaves a hole.
    .array(
      z.preprocess((row) => row ?? {}, contactSchema),
      "checkFields",
    )
    .max(CONTACT_ROWS, "checkFields")
    .optional()
    .transform((rows = []) => contactRows(rows)),
  customerReference: line(60),
  language: line(60),
  platform: line(60),
  country: z
    .string("countryUnknown")
    .optional()
    .transform((code = "") => code)
    .refine((code) => code === "" || isCountry(code), "countryUnknown"),
  notes: text(500, (typed) => typed.replace(/\r\n?/g, "\n").replace(/\t/g, " ")),
  renewal: z.enum(RENEWALS, "renewalUnknown"),
});

export type TermsInput = z.infer<typeof updateTermsSchema>;
