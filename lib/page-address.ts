/** What stands behind the question mark of a page's address, or in a form. */
export type AddressValues = Readonly<Record<string, unknown>>;

const LONGEST = 300;

/** One value, without what no database can hold; undefined for an empty one. */
export function typedIn(values: AddressValues, name: string): string | undefined {
  const [typed] = [values[name]].flat();
  if (typeof typed !== "string") return undefined;
  const value = typed
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, LONGEST);
  return value === "" ? undefined : value;
}

/** An address below a page or a route; what isn't asked for is left out. */
export function hrefOf(path: string, query: object): string {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(asked as [string, string][]).toString();
  return text === "" ? path : `${path}?${text}`;
}

export const isFiltered = (filters: object) =>
  Object.values(filters).some((value) => value !== undefined);
