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

type Address = Readonly<Record<string, unknown>>;

const LONGEST = 200;

/** What the address of the list asks for; anything unknown asks for nothing. */
export function readKeyQuery(address: Address): KeyQuery {
  const one = (name: string) => {
    const [value] = [address[name]].flat();
    return typeof value === "string" ? readable(value) : "";
  };
  return {
    search: one("search") || undefined,
    status: KEY_STATUSES.find((known) => known === one("status")),
    family: one("family") || undefined,
    after: one("after") || undefined,
    before: one("before") || undefined,
  };
}

/** The database takes no NUL. */
const readable = (text: string) =>
  text
    .slice(0, LONGEST)
    .replace(/\p{Cc}/gu, " ")
    .trim();

/** The address of a query, below a page; what isn't asked for is left out. */
export function keysHref(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): string {
  const asked = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const text = new URLSearchParams(asked).toString();
  return text === "" ? path : `${path}?${text}`;
}

export function isFiltered({ search, status, family }: KeyFilters): boolean {
  return [search, status, family].some((value) => value !== undefined);
}
