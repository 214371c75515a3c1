"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { type CopyWords, FormAnswer } from "./form-answer";
import { FormContext, useFieldPrefix } from "./form-context";

type FormProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  className?: string | undefined;
  /** The fields' labels by name, for the summary of what is wrong; of rows, the last part. */
  labels?: Record<string, string> | undefined;
  /** Once it is done, only the notice stays; for forms that are sent once. */
  once?: boolean | undefined;
  /** What comes back are codes to write down. */
  codes?: boolean | undefined;
  /** The words of a button that copies what comes back. */
  copy?: CopyWords | undefined;
};

/**
 * A form over a server action: says what happened, keeps what was typed, and works without
 * JavaScript, because the server renders the action's answer into the same page.
 */
export function Form(props: FormProps) {
  const { action, children, labels = {}, className = "form", once = false, codes, copy } = props;
  const [state, dispatch] = useActionState(action, { status: "idle" });
  const prefix = useFieldPrefix();
  const answer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status === "refused") answer.current?.focus();
    if (state.status === "done") answer.current?.scrollIntoView({ block: "nearest" });
  }, [state]);

  const finished = once && state.status === "done";
  return (
    <FormContext value={{ prefix, state }}>
      <form action={dispatch} className={className} noValidate>
        <FormAnswer {...{ ref: answer, state, prefix, labels, codes, copy }} />
        {!finished && children}
      </form>
    </FormContext>
  );
}
