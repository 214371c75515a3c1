import { isCountry } from "../countries";
import { isMailLanguage, type MailLanguage } from "../languages";
import { type AddressValues, typedIn } from "../page-address";
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

/** What the address of the list asks for; anything unknown asks for nothing. */
export function readPeopleQuery(address: AddressValues): PeopleQuery {
  const typed = (name: string) => typedIn(address, name) ?? "";
  const [role, language, country] = [typed("role"), typed("language"), typed("country")];
  return {
    search: typedIn(address, "search"),
    status: PEOPLE_STATUSES.find((known) => known === typed("status")),
    role: isRole(role) ? role : undefined,
    language: isMailLanguage(language) ? language : undefined,
    country: isCountry(country) ? country : undefined,
    sort: PEOPLE_SORTS.find((known) => known === typed("sort")),
    after: typedIn(address, "after"),
    before: typedIn(address, "before"),
  };
}

/** Whether anything but the order of the list is asked for. */
export function isNarrowed({ search, status, role, language, country }: PeopleFilters): boolean {
  return [search, status, role, language, country].some((value) => value !== undefined);
}
