import { boundOf, cursorOf, findPlaces, type Place, type Source } from "./walk";

const PAGE_SIZE = 50;

/** The page after, or the page before, a place. */
export interface Cursors {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** Cursors of the neighbouring pages. */
  readonly previous: string | null;
  readonly next: string | null;
  /** The filter stopped at its limit before the page was full: the search is to be narrowed. */
  readonly stopped: boolean;
}

/** One page of a list. Keyset paging both ways; a cursor that was made up shows the beginning. */
export async function pageOf(source: Source, { after, before }: Cursors): Promise<PageOf<Place>> {
  const cursor = after ?? before ?? "";
  const bound = boundOf(cursor);
  const backwards = bound !== null && after === undefined;
  const { places, end } = await findPlaces(source, { bound, backwards }, PAGE_SIZE + 1);
  // Nothing before the bound: that is the beginning.
  if (backwards && places.length === 0 && !end) return pageOf(source, {});
  const rows = places.slice(0, PAGE_SIZE);
  const nameOf = (place: Place | null | undefined) => (place ? cursorOf(place) : null);
  // Where the filter gave up, the next page goes on from there.
  const onwards = nameOf(places.length > PAGE_SIZE ? rows.at(-1) : end);
  const back = nameOf(rows.at(0)) ?? `=${cursor.replace("=", "")}`;
  if (backwards) rows.reverse();
  return {
    rows,
    previous: backwards ? onwards : bound && back,
    next: backwards ? back : onwards,
    stopped: end !== null,
  };
}
