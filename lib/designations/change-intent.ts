import { z } from "zod";

const VERBS = ["approve", "refuse", "withdraw"] as const;

/** A button beside an open change: its value is "<verb>:<change id>". */
export const changeIntentSchema = z.object({
  intent: z.string("notFound").transform((value, context) => {
    const [typed, id] = value.split(":");
    const verb = VERBS.find((known) => known === typed);
    const changeId = z.uuid().safeParse(id);
    if (verb && changeId.success) return { verb, changeId: changeId.data };
    context.addIssue({ code: "custom", message: "notFound" });
    return z.NEVER;
  }),
});
