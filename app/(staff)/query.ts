type Query = Record<string, string | string[] | undefined>;

const LONGEST = 300;

export type SearchParams = { searchParams: Promise<Query> };

/** One value of a page's address, without what no database can hold; undefined for an empty one. */
export function valueOf(query: Query, name: string): string | undefined {
  const typed = [query[name]].flat()[0] ?? "";
  const value = typed
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, LONGEST);
  return value === "" ? undefined : value;
}
