import { db } from "../db/client";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { peopleScope } from "../policy/scope";
import { findPeople } from "./find-people";
import { cursorOf, findBound, including, type Place } from "./people-order";
import type { PeopleQuery } from "./people-query";
import { PERSON_SHAPE, personRow, type PersonRow } from "./person-row";

const PAGE_SIZE = 50;

export interface PeoplePage {
  readonly rows: readonly PersonRow[];
  /** Cursors of the neighbouring pages. */
  readonly previous: string | null;
  readonly next: string | null;
  /** The filter stopped at its limit before the page was full: the search is to be narrowed. */
  readonly stopped: boolean;
}

/**
 * Manage Users (R72, R74): members and invited people in one list, as far as the actor's roles reach
 * (decision 4), in one of three orders. Keyset paging both ways.
 */
export async function listPeople(
  actor: Actor,
  query: PeopleQuery,
  now = new Date(),
): Promise<PeoplePage> {
  authorize(actor, "users.view");
  const sort = query.sort ?? "name";
  const cursor = query.after ?? query.before;
  const bound = await findBound(actor, sort, cursor);
  const backwards = bound !== null && query.after === undefined;
  const walk = { sort, bound, backwards };
  const { places, end } = await findPeople({ actor, filters: query, walk, atMost: PAGE_SIZE + 1 });
  // Nothing before the bound: that is the beginning.
  if (backwards && places.length === 0 && !end)
    return listPeople(actor, { ...query, before: undefined }, now);
  const page = places.slice(0, PAGE_SIZE);
  const nameOf = (place: Place | null | undefined) => (place ? cursorOf(place, sort) : null);
  // Where the filter gave up, the next page goes on from there.
  const onwards = nameOf(places.length > PAGE_SIZE ? page.at(-1) : end);
  const back = nameOf(page.at(0)) ?? including(cursor ?? "");
  if (backwards) page.reverse();
  return {
    rows: await rowsOf(actor, page, now),
    previous: backwards ? onwards : bound && back,
    next: backwards ? back : onwards,
    stopped: end !== null,
  };
}

/** Read in the order in which they were found. */
async function rowsOf(actor: MemberActor, places: readonly Place[], now: Date) {
  const ids = places.map(({ id }) => id);
  const people = await db.membership.findMany({
    where: { AND: [peopleScope(actor), { id: { in: ids } }] },
    include: PERSON_SHAPE,
  });
  const byId = new Map(people.map((person) => [person.id, person]));
  return ids.flatMap((id) => {
    const person = byId.get(id);
    return person ? [personRow(actor, person, now)] : [];
  });
}
