import { type AddressValues, typedIn } from "../page-address";

/** Who has a seat; or the history, who had one. */
export const SEAT_VIEWS = ["held", "reclaimed"] as const;

export type SeatView = (typeof SEAT_VIEWS)[number];

export interface SeatFilters {
  readonly search?: string | undefined;
  readonly view?: SeatView | undefined;
}

export interface SeatsQuery extends SeatFilters {
  /** The page after, or the page before, the row with this id. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** What the address of the page asks for; a view that there isn't is ignored. */
export function readSeatsQuery(address: AddressValues) {
  const typedView = typedIn(address, "view");
  const view = SEAT_VIEWS.find((known) => known === typedView);
  return {
    query: {
      search: typedIn(address, "search"),
      view,
      after: typedIn(address, "after"),
      before: typedIn(address, "before"),
    } satisfies SeatsQuery,
    ignored: typedView !== undefined && !view ? (["view"] as const) : [],
  };
}
