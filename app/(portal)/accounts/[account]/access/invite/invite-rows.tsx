"use client";

import type { ReactNode } from "react";
import type { CheckboxOption } from "@/components/forms/checkbox-group";
import { Field } from "@/components/forms/field";
import { RoleCheckboxes } from "@/components/forms/role-checkboxes";
import { SelectField } from "@/components/forms/select-field";
import { AppLink } from "@/components/ui/app-link";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { MAX_ROWS } from "@/lib/auth/form-state";
import { useInviteRows } from "./invite-rows-state";

type Option = { value: string; label: string };

type Props = {
  /** `person` holds a # where the row's number goes. */
  words: Record<
    | "person"
    | "remove"
    | "email"
    | "firstName"
    | "lastName"
    | "language"
    | "languageHint"
    | "country"
    | "countryHint"
    | "choose"
    | "role"
    | "roleHint"
    | "roleGuide"
    | "note",
    string
  >;
  languages: Option[];
  countries: Option[];
  roles: CheckboxOption[];
};

/** The repeatable rows, one person each (R54). */
export function InviteRows({ words, languages, countries, roles }: Props) {
  const { ids, remove } = useInviteRows();
  return ids.map((id, index) => {
    const name = (field: string) => `people[${id}].${field}`;
    return (
      <Panel
        key={id}
        title={words.person.replace("#", String(index + 1))}
        aside={
          ids.length > 1 && (
            <Button variant="quiet" className="js-only" onClick={() => remove(id)}>
              {words.remove}
            </Button>
          )
        }
      >
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            className="md:col-span-2"
            name={name("email")}
            type="email"
            label={words.email}
            autoComplete="off"
          />
          <Field name={name("firstName")} label={words.firstName} autoComplete="off" />
          <Field name={name("lastName")} label={words.lastName} autoComplete="off" />
          <SelectField
            name={name("language")}
            label={words.language}
            hint={words.languageHint}
            placeholder={words.choose}
            options={languages}
          />
          <SelectField
            name={name("country")}
            label={words.country}
            hint={words.countryHint}
            placeholder={words.choose}
            options={countries}
          />
          <RoleCheckboxes
            className="md:col-span-2"
            name={name("roles")}
            legend={
              <>
                {words.role} <span className="font-normal text-muted">{words.roleHint}</span>{" "}
                <AppLink className="link font-normal" href="/support/roles">
                  {words.roleGuide}
                </AppLink>
              </>
            }
            note={words.note}
            options={roles}
          />
        </div>
      </Panel>
    );
  });
}

/** Adds a row in the browser; without JavaScript it posts, and the answer has one row more. */
export function AddRowButton({ children }: { children: ReactNode }) {
  const { ids, add } = useInviteRows();
  if (ids.length >= MAX_ROWS) return null;
  return (
    <Button
      type="submit"
      caps
      name="intent"
      value="another"
      onClick={(event) => {
        event.preventDefault();
        add();
      }}
    >
      {children}
    </Button>
  );
}
