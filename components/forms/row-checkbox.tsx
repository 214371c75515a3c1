"use client";

import { useFieldState } from "./form-context";

type RowCheckboxProps = {
  name: string;
  value: string;
  /** Whom or what it chooses: there is no room for a label in a row. */
  label: string;
  /** A link in the error summary leads to the first box of the list. */
  first?: boolean | undefined;
};

/** One box of a list, for doing something to several rows; stays ticked after a refusal. */
export function RowCheckbox({ name, value, label, first }: RowCheckboxProps) {
  const { id, error, value: typed, version } = useFieldState(name);
  return (
    <span className="check">
      <input
        type="checkbox"
        key={version}
        id={first ? id : `${id}-${value}`}
        name={name}
        value={value}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        defaultChecked={[typed ?? []].flat().includes(value)}
      />
    </span>
  );
}
