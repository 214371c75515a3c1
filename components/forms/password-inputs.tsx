"use client";

import { lazy, Suspense, useState } from "react";
import { Field } from "./field";
import { FieldError, Hint } from "./field-parts";
import { describedBy, useFieldState } from "./form-context";

// Nobody needs it before they choose a password.
const PasswordMeter = lazy(() => import("./password-meter"));

type PasswordInputsProps = {
  name: string;
  confirmName: string;
  words: { create: string; confirm: string; hint: string; show: string; scores: string[] };
};

/** The browser's part of PasswordFields. */
export function PasswordInputs({ name, confirmName, words }: PasswordInputsProps) {
  const { id, error, version } = useFieldState(name);
  const [shown, setShown] = useState(false);
  // What was typed belongs to one showing of the form: a refusal empties the password fields.
  const [draft, setDraft] = useState<{ version: number; text: string }>();
  const typed = draft?.version === version ? draft.text : undefined;
  const note = (text: string) => setDraft({ version, text });
  const type = shown ? "text" : "password";
  return (
    <>
      <div className="field">
        <div className="flex flex-wrap justify-between gap-x-4">
          <label className="label" htmlFor={id}>
            {words.create}
          </label>
          <label className="js-only flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={shown}
              onChange={(event) => setShown(event.target.checked)}
            />
            {words.show}
          </label>
        </div>
        <Hint id={`${id}-hint`}>{words.hint}</Hint>
        <input
          key={version}
          id={id}
          name={name}
          type={type}
          className="input"
          required
          autoComplete="new-password"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, words.hint, error)}
          onFocus={(event) => note(event.target.value)}
          onChange={(event) => note(event.target.value)}
        />
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        {typed !== undefined && (
          <Suspense>
            <PasswordMeter inputId={id} password={typed} scores={words.scores} />
          </Suspense>
        )}
      </div>
      <Field
        name={confirmName}
        label={words.confirm}
        type={type}
        required
        autoComplete="new-password"
      />
    </>
  );
}
