"use client";

import { createContext, useContext, useId } from "react";
import type { FormState } from "@/lib/auth/form-state";

type FormView = { prefix: string; state: FormState };

export const FormContext = createContext<FormView>({ prefix: "f", state: { status: "idle" } });

export type FieldState = {
  id: string;
  error: string | undefined;
  /** What was typed before a refusal. */
  value: string | string[] | undefined;
  isRefused: boolean;
  /** Changes with each answer: React resets a form after its action, so the inputs start anew. */
  version: number;
};

/** The form of an id, where it still stands on the page. */
export const formOf = (id: string) => document.getElementById(id) as HTMLFormElement | null;

/** What the form's last answer says about one field. */
export function useFieldState(name: string): FieldState {
  const { prefix, state } = useContext(FormContext);
  const refused = state.status === "refused" ? state : undefined;
  return {
    id: fieldId(prefix, name),
    error: refused?.fieldErrors[name],
    value: refused?.values[name],
    isRefused: refused !== undefined,
    version: state.status === "idle" ? 0 : state.count,
  };
}

/** What the ids of one form's fields begin with; React's own would have to be escaped in a link to a field. */
export function useFieldPrefix(): string {
  return `f${useId().replace(/[^a-z0-9]/giu, "")}`;
}

/** The id of a field's control: names such as people[0].email aren't fit for selectors. */
export function fieldId(prefix: string, name: string): string {
  return `${prefix}-${name.replace(/[^a-z0-9]+/giu, "-")}`;
}

/** The ids of what describes a control, in reading order. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  const parts = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""];
  return parts.filter(Boolean).join(" ") || undefined;
}
