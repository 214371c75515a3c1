import type { Actor } from "../policy/actor";
import { type ActivityQuery, readQuery } from "./activity-query";
import { requireReader } from "./activity-scope";
import { type ActivityRow, describeEvents } from "./describe-events";
import { findEvents } from "./find-events";

const PAGE_SIZE = 50;

export interface ActivityPage {
  readonly rows: readonly ActivityRow[];
  readonly previous: string | null;
  readonly next: string | null;
  /** A filter has looked at so many events that the reader had better narrow it or go on by hand. */
  readonly looksFurther: boolean;
}

/** The trail as far as the actor may read it, newest first. Keyset paging both ways. */
export async function listActivity(actor: Actor, query: ActivityQuery): Promise<ActivityPage> {
  const reader = requireReader(actor);
  const after = idOf(query.after);
  const before = after === null ? idOf(query.before) : null;
  const backwards = before !== null;
  const search = await readQuery(reader, query);
  const step = { beyond: after ?? before, backwards, take: PAGE_SIZE + 1 };
  const { ids, edge } = await findEvents(reader, search, step);
  const more = ids.length > PAGE_SIZE || edge !== null;
  const page = ids.slice(0, PAGE_SIZE);
  // Behind what was shown, or behind what was looked at in vain.
  const end = ids.length > PAGE_SIZE ? page.at(-1) : edge;
  const start = page.at(0) ?? (step.beyond === null ? undefined : around(step.beyond, backwards));
  const rows = await describeEvents(reader, backwards ? page.reverse() : page);
  return {
    rows,
    previous: textOf(backwards ? (more ? end : null) : after === null ? null : start),
    next: textOf(backwards ? (rows.at(-1)?.id ?? start) : more ? end : null),
    looksFurther: edge !== null,
  };
}

/** So that the way back from an empty page begins with the event that led to it. */
const around = (id: bigint, backwards: boolean) => (backwards ? id + 1n : id - 1n);

const textOf = (id: bigint | string | null | undefined) =>
  id === null || id === undefined ? null : String(id);

function idOf(text: string | undefined): bigint | null {
  return text !== undefined && /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}
