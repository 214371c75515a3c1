/** One of several things that a post did at once. */
export interface Outcome {
  readonly text: string;
  readonly done: boolean;
}

/** What a form's last post came to; rendered into the same page, with or without JavaScript. */
export type FormState =
  | { status: "idle" }
  | { status: "done"; message: string; outcomes?: readonly Outcome[] | undefined; count: number }
  | {
      status: "refused";
      message: string;
      fieldErrors: Record<string, string>;
      /** What was typed, without passwords. */
      values: Record<string, string | string[]>;
      count: number;
    };

/** Rises with each answer, so that a form shows the typed values after React has reset it. */
export function nextCount(state: FormState): number {
  return state.status === "idle" ? 1 : state.count + 1;
}
