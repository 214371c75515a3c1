"use client";

import type { Ref } from "react";
import type { FormState, Lost } from "@/lib/auth/form-state";
import { fieldId } from "./form-context";
import { type CopyWords, Outcomes } from "./outcomes";
import { KEPT } from "./use-kept-entries";

type FormAnswerProps = {
  /** Takes the focus when something is wrong. */
  ref: Ref<HTMLDivElement>;
  state: FormState;
  prefix: string;
  labels: Record<string, string>;
  codes?: boolean | undefined;
  copy?: CopyWords | undefined;
};

/** What a form's last post came to, above its fields. */
export function FormAnswer({ ref, state, prefix, labels, codes, copy }: FormAnswerProps) {
  return (
    <div ref={ref} tabIndex={-1} className="empty:hidden" role={roleOf(state)}>
      <Answer {...{ state, prefix, labels, codes, copy }} />
    </div>
  );
}

function Answer({ state, prefix, labels, codes, copy }: Omit<FormAnswerProps, "ref">) {
  if (state.lost) return <Unanswered lost={state.lost} />;
  if (state.status === "done") return <Done state={state} codes={codes} copy={copy} />;
  if (state.status !== "refused") return null;
  if (state.count === KEPT) return <p className="note note-info">{state.message}</p>;
  return <Refusal state={state} prefix={prefix} labels={labels} />;
}

function roleOf(state: FormState): "alert" | "status" {
  if (state.lost) return "alert";
  return state.status === "refused" && state.count !== KEPT ? "alert" : "status";
}

/** No answer came: the fields below are as they were. */
function Unanswered({ lost }: { lost: Lost }) {
  return (
    <div className="note note-bad">
      <p className="font-semibold">{lost.text}</p>
      {lost.reload !== undefined && (
        <button type="button" className="btn mt-3" onClick={() => location.reload()}>
          {lost.reload}
        </button>
      )}
    </div>
  );
}

type DoneProps = {
  state: Extract<FormState, { status: "done" }>;
  codes: boolean | undefined;
  copy: CopyWords | undefined;
};

function Done({ state, codes, copy }: DoneProps) {
  const { message, outcomes = [] } = state;
  if (outcomes.length === 0) return <p className="note note-ok">{message}</p>;
  return <Outcomes {...{ message, outcomes, codes, copy }} />;
}

type Refused = Extract<FormState, { status: "refused" }>;

type RefusalProps = {
  state: Refused;
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
                {[rowOf(name, state.values, labels.row), labelOf(name, labels), message]
                  .filter(Boolean)
                  .join(": ")}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const labelOf = (name: string, labels: Record<string, string>) =>
  labels[name.split(".").at(-1) ?? ""];

/** Of repeated rows: which one it is, and whose. `label` holds a # where its number goes. */
function rowOf(name: string, values: Refused["values"], label: string | undefined) {
  const [, row, number] = /^(.*\[(\d+)\])\./.exec(name) ?? [];
  if (!row || !label) return "";
  const whose = [values[`${row}.email`], values[`${row}.name`]].find(Boolean);
  return [label.replace("#", String(Number(number) + 1)), whose].filter(Boolean).join(", ");
}
