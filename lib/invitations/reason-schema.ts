import { z } from "zod";

/** A reason that somebody typed: one paragraph of plain text, 500 characters at most. */
export const reasonSchema = z
  .string("required")
  .transform((typed) =>
    typed
      .normalize("NFC")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim(),
  )
  .pipe(z.string().min(3, "reasonShort").max(500, "tooLong:500"));
