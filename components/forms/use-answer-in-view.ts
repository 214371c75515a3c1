import { useEffect, useRef } from "react";
import type { FormState } from "@/lib/auth/form-state";

/** Leads the reader to what a form says: with the focus, when something is wrong. */
export function useAnswerInView(state: FormState) {
  const answer = useRef<HTMLDivElement>(null);
  const { status, lost } = state;
  const count = status === "idle" ? 0 : state.count;
  // Once for each answer: what else happens on the page renders the same one anew.
  useEffect(() => {
    if (lost || status === "refused") answer.current?.focus();
    else if (status === "done") answer.current?.scrollIntoView({ block: "nearest" });
  }, [status, count, lost]);
  return answer;
}
