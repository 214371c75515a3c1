"use client";

import type { ReactNode } from "react";
import { FieldError, Hint } from "./field-parts";
import { describedBy, useFieldState } from "./form-context";

type FileFieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  accept: string;
  /** Where the form is about nothing else. */
  required?: boolean | undefined;
  multiple?: boolean | undefined;
};

/** A file to send along: browsers let no page fill it in again. */
export function FileField({ name, label, hint, ...rest }: FileFieldProps) {
  const { id, error, version } = useFieldState(name);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      <input
        {...rest}
        key={version}
        id={id}
        className="input"
        type="file"
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
