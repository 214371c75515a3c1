import { z } from "zod";

const VERBS = ["resend", "revoke", "approve", "confirm"] as const;

/** A button of a list: its value is "<verb>:<invitation id>". */
export const invitationIntentSchema = z.object({
  intent: z.string("notFound").transform((value, context) => {
    const [typed, id] = value.split(":");
    const verb = VERBS.find((known) => known === typed);
    const invitationId = z.uuid().safeParse(id);
    if (verb && invitationId.success) return { verb, invitationId: invitationId.data };
    context.addIssue({ code: "custom", message: "notFound" });
    return z.NEVER;
  }),
});
