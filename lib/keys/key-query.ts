import { type AddressValues, typedIn } from "../page-address";

export const KEY_STATUSES = ["ACTIVE", "BLOCKED", "REPLACED"] as const;

export type KeyStatus = (typeof KEY_STATUSES)[number];

export interface KeyFilters {
  readonly search?: string | undefined;
  readonly status?: KeyStatus | undefined;
  readonly family?: string | undefined;
}

export interface KeyQuery extends KeyFilters {
  /** The page after, or the page before, the row with this id. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** What an address or a form asks for; a status or family that no row of the actor's has is ignored. */
export function readKeyFilters(asked: AddressValues, families: readonly string[]) {
  const [typedStatus, typedFamily] = [typedIn(asked, "status"), typedIn(asked, "family")];
  const status = KEY_STATUSES.find((known) => known === typedStatus);
  const family = families.find((known) => known === typedFamily);
  return {
    filters: { search: typedIn(asked, "search"), status, family } satisfies KeyFilters,
    ignored: [
      ...(typedFamily !== undefined && family === undefined ? (["family"] as const) : []),
      ...(typedStatus !== undefined && !status ? (["status"] as const) : []),
    ],
  };
}
