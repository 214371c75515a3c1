import { z } from "zod";

/** A button of a list: its value is "<verb>:<id>", so that one form has many buttons. */
export function intentSchema<const Verb extends string>(verbs: readonly Verb[]) {
  return z.object({
    intent: z.string("notFound").transform((value, context) => {
      const [typed, id] = value.split(":");
      const verb = verbs.find((known) => known === typed);
      const parsed = z.uuid().safeParse(id);
      if (verb && parsed.success) return { verb, id: parsed.data };
      context.addIssue({ code: "custom", message: "notFound" });
      return z.NEVER;
    }),
  });
}
