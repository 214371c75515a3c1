"use client";

import { useState } from "react";
import { useFieldState } from "./form-context";

/**
 * The version of what the form shows, by which a second editor is noticed. It moves on only with an answer
 * that has shown what the other one saved: not with a mistake in a field, nor when the page is fresh alone.
 */
export function VersionField({ value }: { value: number }) {
  const { value: typed, isRefused } = useFieldState("version");
  const [shown] = useState(value);
  // After a conflict nothing typed comes back, and the page has the other one's version by now.
  const seen = typeof typed === "string" ? typed : value;
  return <input type="hidden" name="version" value={isRefused ? seen : shown} />;
}
