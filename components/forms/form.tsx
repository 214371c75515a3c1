"use client";

import { type ReactNode, startTransition, type SubmitEvent, useActionState } from "react";
import { FormAnswer } from "./form-answer";
import { FormContext, useFieldPrefix } from "./form-context";
import type { CopyWords } from "./outcomes";
import { rescue } from "./rescue";
import { type Action, surviving } from "./surviving";
import { useAnswerInView } from "./use-answer-in-view";
import { useKeptEntries } from "./use-kept-entries";

type FormProps = {
  action: Action;
  children: ReactNode;
  className?: string | undefined;
  /** The fields' labels by name, for the summary of what is wrong; of rows, the last part. */
  labels?: Record<string, string> | undefined;
  /** Once it is done, only the notice stays; for forms that are sent once. */
  once?: boolean | undefined;
  /** Then a link to the empty form, where other details can be sent. */
  again?: { href: string; label: string } | undefined;
  /** What comes back are codes to write down. */
  codes?: boolean | undefined;
  /** The words of a button that copies what comes back. */
  copy?: CopyWords | undefined;
};

/**
 * A form over a server action: says what happened, keeps what was typed, also when no answer comes, and
 * works without JavaScript, because the server renders the action's answer into the same page.
 */
export function Form(props: FormProps) {
  const { action, children, labels = {}, className = "form", once = false } = props;
  const { again, codes, copy } = props;
  const prefix = useFieldPrefix();
  const [answered, dispatch] = useActionState(surviving(action, prefix), { status: "idle" });
  const state = useKeptEntries(prefix, answered);
  const answer = useAnswerInView(state);

  // React resets a form whose action it calls by itself: what was typed must outlive a lost answer.
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(() => dispatch(data));
  };

  const finished = once && state.status === "done" && !state.lost;
  return (
    <FormContext value={{ prefix, state }}>
      <form
        id={prefix}
        action={dispatch}
        className={className}
        noValidate
        data-sent={finished || undefined}
        onSubmit={send}
        onFocus={rescue}
      >
        <FormAnswer {...{ ref: answer, state, prefix, labels, codes, copy }} />
        {finished
          ? again && (
              // The whole page anew: this one holds the answer.
              <a className="link" href={again.href}>
                {again.label}
              </a>
            )
          : children}
      </form>
    </FormContext>
  );
}
