import type { ReactNode } from "react";
import { CheckboxGroup, type CheckboxOption } from "./checkbox-group";

type RoleCheckboxesProps = {
  name: string;
  legend: ReactNode;
  /** "You may not have permission to assign some roles, …" */
  note?: string | undefined;
  options: CheckboxOption[];
  defaultValue?: string[] | undefined;
  className?: string | undefined;
};

/** The roles of a person, with the reason beside each one that the actor may not assign. */
export function RoleCheckboxes({ note, ...rest }: RoleCheckboxesProps) {
  return <CheckboxGroup {...rest} hint={note} twoColumns />;
}
