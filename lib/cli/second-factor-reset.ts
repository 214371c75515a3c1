import { parseArgs } from "node:util";
import { announceResetSchema, announceSecondFactorReset } from "../accounts/reset-second-factor";
import { SYSTEM } from "../policy/actor";
import { complaints, type Command, isoMinute, print, UsageError } from "./command";

export const secondFactorReset: Command = {
  usage: "--email E [--json]",
  what: "removes somebody's lost second factor after 24 hours; they are told, and may keep it",
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: { email: { type: "string" }, json: { type: "boolean", default: false } },
    });
    const input = announceResetSchema.safeParse({ email: values.email });
    if (!input.success) {
      throw new UsageError(complaints(input.error.issues, { email: "--email" }).join("\n"));
    }
    const { email, at } = await announceSecondFactorReset(SYSTEM, input.data);
    print(values.json, { email, at }, [
      `${email} is told now. The second factor is removed on ${isoMinute(at)}, unless they keep it.`,
    ]);
    return 0;
  },
};
