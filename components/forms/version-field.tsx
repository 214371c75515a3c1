"use client";

import { useState } from "react";
import { useFieldState } from "./form-context";

/**
 * The version of what the form shows, by which a second editor is noticed. It moves on only with an answer
 * that has shown what the other one saved: not with a mistake in a field, nor when the page is fresh alone.
 */
export function VersionField({ value }: { value: number }) {
  const { value: typed, version } = useFieldState("version");
  return <Kept key={version} value={typeof typed === "string" ? typed : String(value)} />;
}

function Kept({ value }: { value: string }) {
  const [kept] = useState(value);
  return <input type="hidden" name="version" value={kept} />;
}
