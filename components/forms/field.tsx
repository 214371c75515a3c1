"use client";

import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { FieldError, Hint } from "./field-parts";
import { describedBy, useFieldState } from "./form-context";

export type FieldProps = {
  name: string;
  label: ReactNode;
  type?: "text" | "email" | "password" | "search" | "tel" | "url" | "date" | undefined;
  hint?: ReactNode;
  defaultValue?: string | undefined;
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  autoCapitalize?: "none" | "characters" | undefined;
  spellCheck?: boolean | undefined;
  inputMode?: "text" | "numeric" | "email" | undefined;
  required?: boolean | undefined;
  readOnly?: boolean | undefined;
  maxLength?: number | undefined;
  /** More than one line of text. */
  rows?: number | undefined;
  className?: string | undefined;
  /** Says before anything is sent that what was typed looks like something else. */
  otherKind?: { pattern: string; words: string } | undefined;
};

/** One text field: label, hint, control, error. */
export function Field(props: FieldProps) {
  const {
    name,
    label,
    hint,
    className,
    rows,
    defaultValue,
    otherKind,
    type = "text",
    ...rest
  } = props;
  const { id, error, value, version } = useFieldState(name);
  const control = {
    ...rest,
    id,
    name,
    className: "input",
    pattern: otherKind?.pattern,
    placeholder: otherKind && " ",
    defaultValue: (typeof value === "string" ? value : undefined) ?? defaultValue,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy(id, hint, error),
  };
  return (
    <div className={`field ${className ?? ""}`}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {rows ? (
        <textarea key={version} rows={rows} {...control} />
      ) : (
        <input key={version} type={type} {...control} />
      )}
      {otherKind && (
        <p role="status" className="other-kind">
          {otherKind.words}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
