"use client";

import type { ReactNode } from "react";
import { FieldError, Hint } from "./field-parts";
import { describedBy, useFieldState } from "./form-context";

export type CheckboxOption = {
  value: string;
  label: string;
  hint?: string | undefined;
  /** Why this one can't be chosen; its presence disables the box. */
  disabledReason?: string | undefined;
};

export type CheckboxGroupProps = {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  options: CheckboxOption[];
  defaultValue?: string[] | undefined;
  /** Two columns where there is room. */
  twoColumns?: boolean | undefined;
  className?: string | undefined;
};

/** Several boxes of one name under a common question. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  const { name, legend, hint, options, defaultValue = [], twoColumns, className } = props;
  const { id, error, value, version, isRefused } = useFieldState(name);
  // Browsers don't post boxes that are all cleared: after a refusal nothing means none.
  const chosen = [value ?? (isRefused ? [] : defaultValue)].flat();
  return (
    <fieldset
      // A link in the error summary leads here: a group has no single control to focus.
      id={id}
      tabIndex={-1}
      className={`field ${className ?? ""}`}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend className="label mb-1">{legend}</legend>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      <div
        key={version}
        className={twoColumns ? "grid gap-x-6 gap-y-2 md:grid-cols-2" : "grid gap-2"}
      >
        {options.map((option) => (
          <Checkbox
            key={option.value}
            id={`${id}-${option.value}`}
            name={name}
            option={option}
            checked={chosen.includes(option.value)}
            invalid={error !== undefined}
          />
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

type CheckboxProps = {
  id: string;
  name: string;
  option: CheckboxOption;
  checked: boolean;
  invalid: boolean;
};

function Checkbox({ id, name, option, checked, invalid }: CheckboxProps) {
  const hint = option.disabledReason ?? option.hint;
  return (
    <div className="check" data-off={option.disabledReason ? "" : undefined}>
      <input
        type="checkbox"
        id={id}
        name={name}
        value={option.value}
        defaultChecked={checked}
        disabled={option.disabledReason !== undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label htmlFor={id}>{option.label}</label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
    </div>
  );
}
