"use client";

import { type ReactNode, useActionState, useEffect, useId, useRef } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { CopyButton } from "./copy-button";
import { fieldId, FormContext } from "./form-context";

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

type CopyWords = { label: string; copied: string };

/**
 * A form over a server action: says what happened, keeps what was typed, and works without
 * JavaScript, because the server renders the action's answer into the same page.
 */
export function Form(props: FormProps) {
  const { action, children, labels = {}, className = "form", once = false, codes, copy } = props;
  const [state, dispatch] = useActionState(action, { status: "idle" });
  // Ids made by React hold characters that a link to a field would have to escape.
  const prefix = `f${useId().replace(/[^a-z0-9]/giu, "")}`;
  const answer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status === "refused") answer.current?.focus();
    if (state.status === "done") answer.current?.scrollIntoView({ block: "nearest" });
  }, [state]);

  const finished = once && state.status === "done";
  return (
    <FormContext value={{ prefix, state }}>
      <form action={dispatch} className={className} noValidate>
        <div ref={answer} tabIndex={-1} className="empty:hidden" role={roleOf(state)}>
          {state.status === "done" && <Done state={state} codes={codes} copy={copy} />}
          {state.status === "refused" && <Refusal state={state} prefix={prefix} labels={labels} />}
        </div>
        {!finished && children}
      </form>
    </FormContext>
  );
}

function roleOf(state: FormState): "alert" | "status" {
  return state.status === "refused" ? "alert" : "status";
}

type DoneProps = {
  state: Extract<FormState, { status: "done" }>;
  codes: boolean | undefined;
  copy: CopyWords | undefined;
};

function Done({ state, codes, copy }: DoneProps) {
  const outcomes = state.outcomes ?? [];
  const tone = outcomes.every(({ done }) => done) ? "ok" : "warn";
  if (outcomes.length === 0) return <p className="note note-ok">{state.message}</p>;
  return (
    <div className={`note note-${tone}`}>
      <p className={codes ? undefined : "font-semibold"}>{state.message}</p>
      <ul className={codes ? "codes" : "mt-1 list-disc ps-5"}>
        {outcomes.map(({ text }) => (
          <li key={text} className={copy && "col-span-full break-all select-all"}>
            {text}
          </li>
        ))}
      </ul>
      {copy && <CopyButton text={outcomes.map(({ text }) => text).join("\n")} {...copy} />}
    </div>
  );
}

type RefusalProps = {
  state: Extract<FormState, { status: "refused" }>;
  prefix: string;
  labels: Record<string, string>;
};

function Refusal({ state, prefix, labels }: RefusalProps) {
  const errors = Object.entries(state.fieldErrors);
  return (
    <div className="note note-bad">
      <p className="font-semibold">{state.message}</p>
      {errors.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {errors.map(([name, message]) => (
            <li key={name}>
              <a className="underline" href={`#${fieldId(prefix, name)}`}>
                {[labels[name.split(".").at(-1) ?? ""], message].filter(Boolean).join(": ")}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
