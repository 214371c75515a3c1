import type { Permission } from "@/lib/policy/permissions";

interface Area {
  /** Its address below /support. */
  readonly path: string;
  /** Its parts in order: who may do it, and whether its steps follow one another. */
  readonly parts: Readonly<Record<string, Part>>;
}

export interface Part {
  readonly permission: Permission;
  readonly steps: readonly string[];
}

/** The guides to what an organization comes for (H5); their words are in messages, `support.<key>`. */
export const AREAS = {
  agreements: {
    path: "agreements",
    parts: {
      read: { permission: "agreements.view", steps: ["open", "detail", "status"] },
      edit: { permission: "agreements.edit", steps: ["open", "change", "conflict", "ended"] },
    },
  },
  orders: {
    path: "orders",
    parts: {
      find: { permission: "orders.view", steps: ["open", "filter", "detail"] },
      keep: { permission: "orders.view", steps: ["file", "print"] },
    },
  },
  licenses: {
    path: "license-details",
    parts: {
      read: { permission: "licenses.view", steps: ["open", "licensed", "maintenance", "behind"] },
      stepUp: { permission: "licenses.view", steps: ["what", "figures"] },
    },
  },
  keys: {
    path: "keys",
    parts: {
      show: { permission: "keys.view", steps: ["open", "reveal", "recorded"] },
      export: { permission: "keys.view", steps: ["filter", "confirm", "keep"] },
    },
  },
  downloads: {
    path: "downloads",
    parts: {
      load: { permission: "downloads.use", steps: ["open", "choose", "start", "resume"] },
      check: { permission: "downloads.use", steps: ["compare", "missing"] },
    },
  },
  reports: {
    path: "reports",
    parts: {
      open: { permission: "reports.view", steps: ["choose", "filter", "read"] },
      keep: { permission: "reports.view", steps: ["file", "print"] },
    },
  },
} as const satisfies Record<string, Area>;

export type AreaKey = keyof typeof AREAS;

export const AREA_KEYS = Object.keys(AREAS) as AreaKey[];
