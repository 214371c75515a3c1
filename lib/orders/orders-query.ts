import { z } from "zod";
import { numberKey } from "../canonical";
import { isCountry } from "../countries";
import { type AddressValues, typedIn } from "../page-address";
import type { OrderChoices } from "./order-choices";

export const ORDER_STATUSES = ["PROCESSING", "COMPLETED", "CANCELLED"] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface OrderFilters {
  /** Part of an order number or of the customer's reference. */
  readonly search?: string | undefined;
  /** Days by UTC, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Canonical numbers. */
  readonly product?: string | undefined;
  readonly partner?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly country?: string | undefined;
}

export interface AskedOrders {
  readonly filters: OrderFilters;
  /** What stands in the address and makes no sense: it asks for nothing. */
  readonly ignored: readonly (keyof OrderFilters)[];
}

/** What the address of the list asks for, among what there is to be chosen. */
export function readOrderFilters(address: AddressValues, choices: OrderChoices): AskedOrders {
  const known = (list: OrderChoices["products"], typed: string) =>
    list.find(({ key }) => key === numberKey(typed))?.key;
  const day = (typed: string) => (z.iso.date().safeParse(typed).success ? typed : undefined);
  const ignored: (keyof OrderFilters)[] = [];
  const read = <T>(name: keyof OrderFilters, meaning: (typed: string) => T | undefined) => {
    const typed = typedIn(address, name);
    const meant = typed === undefined ? undefined : meaning(typed);
    if (typed !== undefined && meant === undefined) ignored.push(name);
    return meant;
  };
  const from = read("from", day);
  return {
    filters: {
      search: typedIn(address, "search"),
      from,
      to: read("to", (typed) => (from && typed < from ? undefined : day(typed))),
      product: read("product", (typed) => known(choices.products, typed)),
      partner: read("partner", (typed) => known(choices.partners, typed)),
      status: read("status", (typed) => ORDER_STATUSES.find((status) => status === typed)),
      country: read("country", (typed) => (isCountry(typed) ? typed : undefined)),
    },
    ignored,
  };
}
