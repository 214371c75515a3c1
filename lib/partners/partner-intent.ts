import { z } from "zod";

const VERBS = [
  "resend",
  "revoke",
  "disable",
  "enable",
  "remove",
  "administrator",
  "colleague",
] as const;

/** A button of a partner's list: "<verb>:<id>", of the invitation for the first two, else the person. */
export const partnerIntentSchema = z.object({
  intent: z.string("notFound").transform((value, context) => {
    const [typed, id] = value.split(":");
    const verb = VERBS.find((known) => known === typed);
    const parsed = z.uuid().safeParse(id);
    if (verb && parsed.success) return { verb, id: parsed.data };
    context.addIssue({ code: "custom", message: "notFound" });
    return z.NEVER;
  }),
});
