import { z } from "zod";
import { DomainError } from "../errors";
import { countTry, forgiveTry } from "../limits";
import { verifyPassword } from "./password-hash";

export const currentPasswordSchema = z
  .string("required")
  .min(1, "required")
  .max(1000, "passwordWrong");

/** Throws `invalid` at the field unless it is the person's present password; wrong ones are limited. */
export async function requirePassword(
  user: { readonly id: string; readonly passwordHash: string | null },
  typed: string,
): Promise<void> {
  await countTry("signInPair", user.id);
  if (!(await verifyPassword(user.passwordHash, typed))) {
    throw wrongField("currentPassword", "passwordWrong");
  }
  await forgiveTry("signInPair", user.id);
}

export function wrongField(
  field: string,
  key: string,
  values?: Record<string, string | number>,
): DomainError {
  return new DomainError(
    "invalid",
    { key: "checkFields" },
    { [field]: { key, ...(values && { values }) } },
  );
}
