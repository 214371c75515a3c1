"use client";

import type { ReactNode } from "react";
import { FieldError, Hint } from "./field-parts";
import { describedBy, useFieldState } from "./form-context";

type SelectFieldProps = {
  name: string;
  label: ReactNode;
  options: { value: string; label: string }[];
  hint?: ReactNode;
  /** The words of the empty choice; without them the first option is chosen from the start. */
  placeholder?: string | undefined;
  defaultValue?: string | undefined;
  autoComplete?: string | undefined;
  required?: boolean | undefined;
  className?: string | undefined;
};

/** A choice of one out of many. */
export function SelectField(props: SelectFieldProps) {
  const { name, label, options, hint, placeholder, defaultValue, className, ...rest } = props;
  const { id, error, value, version } = useFieldState(name);
  return (
    <div className={`field ${className ?? ""}`}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      <select
        {...rest}
        key={version}
        id={id}
        name={name}
        className="input"
        defaultValue={(typeof value === "string" ? value : undefined) ?? defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
