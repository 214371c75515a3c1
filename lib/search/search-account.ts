import { listPeople } from "../accounts/list-people";
import { listAgreements } from "../agreements/list-agreements";
import { numberKey } from "../canonical";
import { foldText } from "../fold-text";
import { findLicenses } from "../licenses/find-licenses";
import { openBought } from "../orders/bought";
import { listOrders } from "../orders/list-orders";
import type { MemberActor } from "../policy/actor";
import { can } from "../policy/authorize";

/** So many of each kind are shown; the rest is on its list. */
export const FOUND_AT_MOST = 5;

/** Products and pools: enough that those of one product leave room for the others. */
const LOOKED_AT = 50;

/** Longer than this nobody searches. */
export const SEARCH_AT_MOST = 100;

export interface Found<Row> {
  readonly rows: readonly Row[];
  /** The list has more of them. */
  readonly more: boolean;
}

export interface SearchResults {
  readonly agreements: Found<{ key: string; number: string }>;
  readonly orders: Found<{
    id: string;
    number: string;
    orderedOn: Date;
    customerReference: string | null;
  }>;
  readonly products: Found<{ key: string; code: string; name: string }>;
  readonly people: Found<{ id: string; name: string; email: string }>;
}

/**
 * What the lists of an account find, for one page. Each list asks its own permission, so that a search
 * can't reach further than its screen; a list that isn't open finds nothing here.
 */
export async function searchAccount(
  actor: MemberActor,
  typed: string,
  now = new Date(),
): Promise<SearchResults> {
  // By whole characters: half of one is nothing that a database knows.
  const search = Array.from(typed.replace(/\p{Cc}/gu, " ").trim())
    .slice(0, SEARCH_AT_MOST)
    .join("");
  // What folds to nothing would be no search at all to a list.
  if (foldText(search) === "") return NO_RESULTS;
  const [agreements, orders, products, people] = await Promise.all([
    can(actor, "agreements.view") ? findAgreements(actor, search, now) : [],
    can(actor, "orders.view") ? listOrders(actor, { search }, now) : NOTHING,
    can(actor, "licenses.view") ? findProducts(actor, search, now) : [],
    can(actor, "users.view") ? listPeople(actor, { search }, now) : NOTHING,
  ]);
  return {
    agreements: atMost(agreements, null),
    orders: atMost(orders.rows, orders.next),
    products: atMost(products, null),
    people: atMost(
      people.rows.map(({ id, name, email }) => ({ id, name, email })),
      people.next,
    ),
  };
}

const NOTHING = { rows: [], next: null } as const;

const NONE = { rows: [], more: false } as const;
const NO_RESULTS = { agreements: NONE, orders: NONE, products: NONE, people: NONE } as const;

function atMost<Row>(rows: readonly Row[], next: string | null): Found<Row> {
  return { rows: rows.slice(0, FOUND_AT_MOST), more: rows.length > FOUND_AT_MOST || next !== null };
}

/** In the list a product stands once for each pool, here once. */
async function findProducts(actor: MemberActor, search: string, now: Date) {
  const bought = await openBought(actor, "licenses.view", {}, now);
  const found = await findLicenses(bought, { search }, { bound: null, take: LOOKED_AT });
  return [...new Map(found.map(({ key, code, name }) => [key, { key, code, name }])).values()];
}

/** By a part of the number, in any spelling, or of the partner's name. */
async function findAgreements(actor: MemberActor, search: string, now: Date) {
  const [key, text] = [numberKey(search), foldText(search)];
  const agreements = await listAgreements(actor, now);
  return agreements
    .filter(
      ({ number, partner }) =>
        (key !== "" && numberKey(number).includes(key)) ||
        (text !== "" && foldText(partner ?? "").includes(text)),
    )
    .map(({ key, number }) => ({ key, number }));
}
