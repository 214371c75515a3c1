"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { FormAnswer } from "./form-answer";
import { FormContext, useFieldPrefix } from "./form-context";

type UploadFormProps = {
  /** A route of ours, which takes files as they arrive. */
  action: string;
  /** What its last post came to, as the route kept it for the page. */
  state: FormState;
  id?: string | undefined;
  /** The fields' labels by name, for the summary of what is wrong. */
  labels: Record<string, string>;
  children: ReactNode;
};

/** A plain form with a file: answered by a page, with and without JavaScript. Its fields are those of Form. */
export function UploadForm({ action, state, id, labels, children }: UploadFormProps) {
  const prefix = useFieldPrefix();
  const answer = useRef<HTMLDivElement>(null);

  // Once, as the page opens: what else happens on it renders the same answer anew.
  useEffect(() => {
    if (state.status === "refused") answer.current?.focus();
  }, [state.status]);

  return (
    <FormContext value={{ prefix, state }}>
      <form
        id={id}
        className="form"
        method="post"
        action={action}
        encType="multipart/form-data"
        noValidate
      >
        <FormAnswer {...{ ref: answer, state, prefix, labels }} />
        {children}
      </form>
    </FormContext>
  );
}
