"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { FormContext } from "@/components/forms/form-context";
import { type FormState, MAX_ROWS } from "@/lib/auth/form-state";

interface Rows {
  /** Numbers that name the rows' fields; a removed row leaves a gap, which the server passes over. */
  readonly ids: readonly number[];
  readonly add: () => void;
  readonly remove: (id: number) => void;
}

const RowsContext = createContext<Rows>({ ids: [0], add: () => {}, remove: () => {} });

export const useInviteRows = () => use(RowsContext);

/** How many rows there are: those of the form's last answer, and what was added or removed since. */
export function InviteRowsState({ children }: { children: ReactNode }) {
  const { state } = use(FormContext);
  const answer = state.status === "idle" ? 0 : state.count;
  const [edited, setEdited] = useState({ answer, ids: rowsOf(state) });
  const ids = edited.answer === answer ? edited.ids : rowsOf(state);
  const set = (next: readonly number[]) => setEdited({ answer, ids: next });
  return (
    <RowsContext
      value={{
        ids,
        add: () => set([...ids, nextOf(ids)]),
        remove: (id) => set(ids.filter((one) => one !== id)),
      }}
    >
      {children}
    </RowsContext>
  );
}

/** The server reads rows up to a number: what removed rows left is taken before it. */
function nextOf(ids: readonly number[]): number {
  const next = Math.max(...ids) + 1;
  const free = Array.from({ length: MAX_ROWS }, (_, id) => id).find((id) => !ids.includes(id));
  return next < MAX_ROWS ? next : (free ?? next);
}

function rowsOf(state: FormState): readonly number[] {
  if (state.status !== "refused") return [0];
  const numbers = Object.keys(state.values).flatMap((name) => {
    const number = /^people\[(\d+)\]/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return numbers.length > 0 ? [...new Set(numbers)].sort((a, b) => a - b) : [0];
}
