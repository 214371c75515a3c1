/** Rows of one form. A number beyond it is refused unread: an array would be made as long as it says. */
export const MAX_ROWS = 50;

/** One of several things that a post did at once. */
export interface Outcome {
  readonly text: string;
  readonly done: boolean;
}

/** What a form says whose post got no answer. */
export interface Lost {
  readonly text: string;
  /** The words of a button that loads the page anew. */
  readonly reload?: string;
}

/** What a form's last post came to; rendered into the same page, with or without JavaScript. */
export type FormState = (
  | { status: "idle" }
  | { status: "done"; message: string; outcomes?: readonly Outcome[] | undefined; count: number }
  | {
      status: "refused";
      message: string;
      fieldErrors: Record<string, string>;
      /** What was typed, without passwords. */
      values: Record<string, string | string[]>;
      count: number;
    }
) & {
  /** Said by the form itself: the post after this answer got none. */
  lost?: Lost | undefined;
};

/**
 * Rises with each answer, so that a form shows the typed values after React has reset it. The state comes
 * back from the browser: it may be anything.
 */
export function nextCount(state: unknown): number {
  const before = typeof state === "object" && state && "count" in state ? state.count : 0;
  return typeof before === "number" && Number.isSafeInteger(before) ? before + 1 : 1;
}
