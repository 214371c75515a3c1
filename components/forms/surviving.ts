import type { FormState } from "@/lib/auth/form-state";
import { dropEntries, dropEntriesOf, formOf, keepEntries } from "./kept-entries";
import { lostWords } from "./lost-words";

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
      if (form) dropEntriesOf(form);
      return answer;
    } catch (error) {
      const digest = digestOf(error);
      // Next's own: a redirect, or a page that isn't open.
      if (digest?.startsWith("NEXT_")) {
        if (form) leave(form, digest);
        throw error;
      }
      if (form) keepEntries(form);
      return { ...state, lost: lostWords(error, digest) };
    }
  };
}

/** What is kept when an action leads elsewhere: only a session that ended asks for the form again. */
function leave(form: HTMLFormElement, digest: string): void {
  if (digest.includes(";/sign-in?ended=")) keepEntries(form);
  else if (digest.includes(";/sign-in?done=")) dropEntries();
  else dropEntriesOf(form);
}

/** The name under which the server knows the error: its number in the log, or what Next does about it. */
export function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}
