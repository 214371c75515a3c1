import { DomainError } from "../errors";
import { passwordProblem } from "./password-policy";

/** Throws `invalid` with the sentence at the field (R32, R37). `own` is what the person is known by. */
export function checkNewPassword(
  input: { password: string; confirmPassword: string },
  own: readonly string[],
  min?: number,
): void {
  const problem = passwordProblem(input.password, own, min);
  if (problem) throw new DomainError("invalid", { key: "checkFields" }, { password: problem });
  if (input.password !== input.confirmPassword) {
    const differ = { key: "passwordsDiffer" };
    throw new DomainError("invalid", { key: "checkFields" }, { confirmPassword: differ });
  }
}
