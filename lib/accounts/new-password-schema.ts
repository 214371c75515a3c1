import { z } from "zod";

/** The two fields of every new password, as typed: spaces count. */
export const newPasswordShape = {
  password: z.string("required").min(1, "required").max(1000, "passwordLong:128"),
  confirmPassword: z.string("required").min(1, "required").max(1000, "passwordLong:128"),
};
