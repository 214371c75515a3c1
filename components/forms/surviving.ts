import type { FormState } from "@/lib/auth/form-state";
import { digestOf } from "../digest";
import { formOf } from "./form-context";
import { holdsEntries } from "./holds-entries";
import { rescue, UNREACHABLE } from "./rescue";

export type Action = (state: FormState, form: FormData) => Promise<FormState>;

/**
 * The action as a browser's script calls it: a post that gets no answer leaves the form as it is and says
 * why, instead of giving way to the error page. Where the page is rendered it stays the server's own action,
 * which a browser without JavaScript posts to.
 */
export function surviving(action: Action, formId: string): Action {
  if (typeof window === "undefined") return action;
  return async (state, data) => {
    const form = formOf(formId);
    try {
      const answer = await action(state, data);
      if (form && holdsEntries()) (await rescue())?.answered(form);
      return answer;
    } catch (error) {
      const digest = digestOf(error);
      // Next's own: a redirect, or a page that isn't open.
      if (digest?.startsWith("NEXT_")) {
        if (form && (holdsEntries() || digest.includes("?ended=")))
          (await rescue())?.leave(form, digest);
        throw error;
      }
      return { ...state, lost: (await rescue())?.rescued(form, error, digest) ?? UNREACHABLE };
    }
  };
}
