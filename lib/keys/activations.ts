interface Counted {
  readonly activationsAllowed: number | null;
  readonly activationsUsed: number | null;
}

export interface Activations {
  readonly used: number;
  readonly allowed: number;
  readonly left: number;
  /** Nine of ten are used, or more. */
  readonly nearLimit: boolean;
}

/** How often a key was used to activate; null for one whose use isn't limited or isn't counted. */
export function activationsOf({
  activationsAllowed,
  activationsUsed,
}: Counted): Activations | null {
  if (activationsAllowed === null) return null;
  const used = activationsUsed ?? 0;
  return {
    used,
    allowed: activationsAllowed,
    left: Math.max(0, activationsAllowed - used),
    nearLimit: used * 10 >= activationsAllowed * 9,
  };
}
