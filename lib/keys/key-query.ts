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

/** What the address of the list asks for; anything unknown asks for nothing. */
export function readKeyQuery(address: AddressValues): KeyQuery {
  const status = typedIn(address, "status");
  return {
    search: typedIn(address, "search"),
    status: KEY_STATUSES.find((known) => known === status),
    family: typedIn(address, "family"),
    after: typedIn(address, "after"),
    before: typedIn(address, "before"),
  };
}
