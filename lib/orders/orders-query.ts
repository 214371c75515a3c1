import { z } from "zod";
import { numberKey } from "../canonical";
import { isCountry } from "../countries";
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

type Address = Readonly<Record<string, string | string[] | undefined>>;

const LONGEST = 200;

/** One value of a page's address, without what no database can hold. */
export function typedIn(address: Address, name: string): string | undefined {
  const typed = [address[name]].flat()[0] ?? "";
  const value = typed
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, LONGEST);
  return value === "" ? undefined : value;
}

/** What the address of the list asks for, among what there is to be chosen. */
export function readOrderFilters(address: Address, choices: OrderChoices): AskedOrders {
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

/** An address below a page or a route; what isn't asked for is left out. */
export function hrefOf(path: string, query: object): string {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(asked as [string, string][]).toString();
  return text === "" ? path : `${path}?${text}`;
}

export const isFiltered = (filters: object) =>
  Object.values(filters).some((value) => value !== undefined);
