import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Tone = "ok" | "warn" | "bad" | "wait" | "none";

/** A status: a shape of its own for each tone, and always a word. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classNames("state", `state-${tone}`)}>
      <StateShape tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** The shape alone, where the words beside it say the same. */
export function StateShape({ tone }: { tone: Tone }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true">
      {SHAPES[tone]}
    </svg>
  );
}

const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.8 } as const;

const SHAPES: Record<Tone, ReactNode> = {
  ok: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  warn: <path d="M5 1.2 9 8.8H1z" strokeLinejoin="round" {...line} />,
  bad: <path d="M5 0l5 5-5 5-5-5z" fill="currentColor" />,
  wait: <circle cx="5" cy="5" r="3.6" {...line} />,
  none: <path d="M1 5h8" {...line} />,
};
