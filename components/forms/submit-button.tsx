"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonLook, buttonClass } from "@/components/ui/button-class";

type SubmitButtonProps = ButtonLook & {
  children: ReactNode;
  /** What the button says while it works, such as "Sending…". */
  pending?: string | undefined;
  /** Tells the action which of several buttons was pressed. */
  name?: string | undefined;
  value?: string | undefined;
  title?: string | undefined;
  "aria-label"?: string | undefined;
};

/** The button that sends a form; disabled only while the form is on its way. */
export function SubmitButton(props: SubmitButtonProps) {
  const { children, pending, variant = "primary", caps, big, name, value, ...rest } = props;
  const status = useFormStatus();
  const working = status.pending && (!name || status.data.get(name) === value);
  return (
    <button
      {...rest}
      type="submit"
      name={name}
      value={value}
      disabled={status.pending}
      className={buttonClass({ variant, caps, big })}
    >
      {working && <span className="spinner" aria-hidden="true" />}
      <span aria-live="polite">{working ? (pending ?? children) : children}</span>
    </button>
  );
}
