import { useEffect, useState } from "react";
import type { FormState } from "@/lib/auth/form-state";
import { formOf, keptEntries } from "./kept-entries";
import { formWords } from "./lost-words";

/** Numbers no answer: those of the server count from one. */
export const KEPT = -1;

/** The form's answer; before there is any, what was typed before a reload or a new sign-in. */
export function useKeptEntries(formId: string, answer: FormState) {
  const [kept, setKept] = useState<FormState>();
  useEffect(() => {
    const form = formOf(formId);
    const values = form && keptEntries(form);
    if (!values) return;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- only the browser knows what it keeps
    setKept({ status: "refused", message: formWords.kept, fieldErrors: {}, values, count: KEPT });
  }, [formId]);
  if (!kept || answer.status !== "idle") return answer;
  return answer.lost === undefined ? kept : { ...kept, lost: answer.lost };
}
