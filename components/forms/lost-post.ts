import type { FormState, Lost } from "@/lib/auth/form-state";
import { dropEntries, dropEntriesOf, keepEntries, keptEntries } from "./kept-entries";
import { formWords, lostWords } from "./lost-words";

export { dropOthersEntries } from "./kept-entries";

/** Keeps what the form holds from now on, and says what became of its post and what to do. */
export function rescued(form: HTMLFormElement | null, error: unknown, digest?: string): Lost {
  if (form) {
    keepEntries(form);
    form.addEventListener("input", keepWhatIsTyped);
  }
  const text = lostWords(error, digest);
  return text === formWords.outdated ? { text, reload: formWords.reload } : { text };
}

// One function, so that a form that fails twice has it once.
const keepWhatIsTyped = ({ currentTarget }: Event) => keepEntries(currentTarget as HTMLFormElement);

/** Once the form has its answer, nothing of it is kept any longer. */
export function answered(form: HTMLFormElement): void {
  form.removeEventListener("input", keepWhatIsTyped);
  dropEntriesOf(form);
}

/** What is kept when an action leads elsewhere: only a session that ended asks for the form again. */
export function leave(form: HTMLFormElement, digest: string): void {
  if (digest.includes(";/sign-in?ended=")) keepEntries(form);
  else if (digest.includes(";/sign-in?done=")) dropEntries();
  else dropEntriesOf(form);
}

/** What was typed into the form before a reload or a new sign-in, as its answer. */
export function keptAnswer(form: HTMLFormElement | null, count: number): FormState | undefined {
  const values = form ? keptEntries(form) : undefined;
  return values && { status: "refused", message: formWords.kept, fieldErrors: {}, values, count };
}
