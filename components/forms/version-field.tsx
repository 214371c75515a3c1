"use client";

import { useState } from "react";
import { useFieldState } from "./form-context";

/**
 * The version of what the form shows, by which a second editor is noticed. It moves on only with a refusal
 * that has shown what the other one saved: not when the page behind the form is fresh alone.
 */
export function VersionField({ value }: { value: number }) {
  const { value: answered } = useFieldState("version");
  const [shown] = useState(value);
  return <input type="hidden" name="version" value={answered ?? shown} />;
}
