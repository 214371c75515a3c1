import { listPeople } from "../accounts/list-people";
import { listAgreements } from "../agreements/list-agreements";
import { foldText, numberKey } from "../canonical";
import { listLicenses } from "../licenses/list-licenses";
import { listOrders } from "../orders/list-orders";
import type { MemberActor } from "../policy/actor";
import { can } from "../policy/authorize";

/** So many of each kind are shown; the rest is on its list. */
const AT_MOST = 5;

/** Longer than this nobody searches. */
export const SEARCH_AT_MOST = 100;

export interface Found<Row> {
  readonly rows: readonly Row[];
  /** The list has more of them. */
  readonly more: boolean;
}

export interface SearchResults {
  readonly agreements: Found<{ id: string; number: string }>;
  readonly orders: Found<{
    id: string;
    number: string;
    orderedOn: Date;
    customerReference: string | null;
  }>;
  readonly products: Found<{ productId: string; code: string; name: string }>;
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
  const search = typed.slice(0, SEARCH_AT_MOST);
  const [agreements, orders, licenses, people] = await Promise.all([
    can(actor, "agreements.view") ? findAgreements(actor, search, now) : [],
    can(actor, "orders.view") ? listOrders(actor, { search }, now) : NOTHING,
    can(actor, "licenses.view") ? listLicenses(actor, { search }, now) : NOTHING,
    can(actor, "users.view") ? listPeople(actor, { search }, now) : NOTHING,
  ]);
  return {
    agreements: atMost(agreements, null),
    orders: atMost(orders.rows, orders.next),
    products: atMost(
      licenses.rows.map(({ productId, code, name }) => ({ productId, code, name })),
      licenses.next,
    ),
    people: atMost(
      people.rows.map(({ id, name, email }) => ({ id, name, email })),
      people.next,
    ),
  };
}

const NOTHING = { rows: [], next: null } as const;

function atMost<Row>(rows: readonly Row[], next: string | null): Found<Row> {
  return { rows: rows.slice(0, AT_MOST), more: rows.length > AT_MOST || next !== null };
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
    .map(({ id, number }) => ({ id, number }));
}
