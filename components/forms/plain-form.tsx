"use client";

import { type ReactNode, startTransition, type SubmitEvent, useState } from "react";
import type { FormState, Lost } from "@/lib/auth/form-state";
import { FormAnswer } from "./form-answer";
import { FormContext, useFieldPrefix } from "./form-context";
import { rescued } from "./lost-post";
import { fetchFile, fetchPage } from "./plain-post";
import { useAnswerInView } from "./use-answer-in-view";
import { useKeptEntries } from "./use-kept-entries";

type PlainFormProps = {
  /** A route of ours. */
  action: string;
  /** What it answers with: the page that says what became of a file, or a file to be saved. */
  answer: "page" | "file";
  /** What its last post came to, as the route kept it for the page. */
  state?: FormState | undefined;
  id?: string | undefined;
  /** The fields' labels by name, for the summary of what is wrong. */
  labels?: Record<string, string> | undefined;
  className?: string | undefined;
  children: ReactNode;
};

const IDLE: FormState = { status: "idle" };

/**
 * A form that posts to a route, with and without JavaScript, and stays as it is when no answer comes. Its
 * fields are those of Form.
 */
export function PlainForm(props: PlainFormProps) {
  const { action, answer, state: given = IDLE, labels = {}, className = "form", children } = props;
  const prefix = useFieldPrefix();
  const { id = prefix } = props;
  const [lost, setLost] = useState<Lost>();
  const state = useKeptEntries(id, { ...given, lost });
  const view = useAnswerInView(state);

  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form, event.nativeEvent.submitter);
    startTransition(async () => {
      try {
        setLost(await (answer === "page" ? fetchPage(form, data) : fetchFile(form)));
      } catch (error) {
        setLost(rescued(form, error));
      }
    });
  };

  return (
    <FormContext value={{ prefix, state }}>
      <form
        id={id}
        className={className}
        method="post"
        action={action}
        encType={answer === "page" ? "multipart/form-data" : undefined}
        onSubmit={send}
      >
        <FormAnswer {...{ ref: view, state, prefix, labels }} />
        {children}
      </form>
    </FormContext>
  );
}
