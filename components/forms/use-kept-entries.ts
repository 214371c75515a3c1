import { useEffect, useState } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { formOf } from "./form-context";
import { holdsEntries } from "./holds-entries";
import { rescue } from "./rescue";

/** Numbers no answer: those of the server count from one. */
export const KEPT = -1;

/** The form's answer; before there is any, what was typed before a reload or a new sign-in. */
export function useKeptEntries(formId: string, answer: FormState) {
  const [kept, setKept] = useState<FormState>();
  useEffect(() => {
    if (!holdsEntries()) return;
    void rescue().then((known) => setKept(known?.keptAnswer(formOf(formId), KEPT)));
  }, [formId]);
  if (!kept || answer.status !== "idle") return answer;
  return answer.lost === undefined ? kept : { ...kept, lost: answer.lost };
}
