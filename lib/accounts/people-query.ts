import { isCountry } from "../countries";
import { isMailLanguage, type MailLanguage } from "../languages";
import { isRole, type Role } from "../policy/roles";

export const PEOPLE_STATUSES = ["INVITED", "ACTIVE", "DISABLED", "REMOVED"] as const;

export type PeopleStatus = (typeof PEOPLE_STATUSES)[number];

/** By last name; by last visit, newest first and never last; by the day they were added, newest first. */
export const PEOPLE_SORTS = ["name", "visit", "added"] as const;

export type PeopleSort = (typeof PEOPLE_SORTS)[number];

export interface PeopleFilters {
  readonly search?: string | undefined;
  readonly status?: PeopleStatus | undefined;
  readonly role?: Role | undefined;
  readonly language?: MailLanguage | undefined;
  readonly country?: string | undefined;
}

export interface PeopleQuery extends PeopleFilters {
  readonly sort?: PeopleSort | undefined;
  /** Cursors: the page after, or the page before, that place. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

type Address = Readonly<Record<string, string | string[] | undefined>>;

const LONGEST = 200;

/** What the address of the list asks for; anything unknown asks for nothing. */
export function readPeopleQuery(address: Address): PeopleQuery {
  const one = (name: string) => [address[name]].flat()[0]?.slice(0, LONGEST) ?? "";
  const [role, language, country] = [one("role"), one("language"), one("country")];
  return {
    search: one("search").trim() || undefined,
    status: PEOPLE_STATUSES.find((known) => known === one("status")),
    role: isRole(role) ? role : undefined,
    language: isMailLanguage(language) ? language : undefined,
    country: isCountry(country) ? country : undefined,
    sort: PEOPLE_SORTS.find((known) => known === one("sort")),
    after: one("after") || undefined,
    before: one("before") || undefined,
  };
}

/** The address of a query, below a page or a route; what isn't asked for is left out. */
export function peopleHref(
  path: string,
  query: PeopleQuery & { readonly tooMany?: string },
): string {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(asked as [string, string][]).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Whether anything but the order of the list is asked for. */
export function isFiltered({ search, status, role, language, country }: PeopleFilters): boolean {
  return [search, status, role, language, country].some((value) => value !== undefined);
}
