import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import type { Actor } from "../policy/actor";
import { type ActivityQuery, readQuery, type Search } from "./activity-query";
import { type Reader, requireReader } from "./activity-scope";
import { type ActivityRow, describeEvents } from "./describe-events";
import { findEvents } from "./find-events";

/** Beyond that a file is no longer opened by what people have; the command line exports everything. */
export const EXPORT_AT_MOST = 100_000;

const CHUNK = 1000;

/**
 * What a list of the trail shows, from its first page to its last, newest first, in parts that are read as
 * they are asked for. That it was exported is recorded before.
 */
export async function exportActivity(
  actor: Actor,
  query: ActivityQuery,
  now = new Date(),
): Promise<AsyncGenerator<readonly ActivityRow[]>> {
  const reader = requireReader(actor);
  const search = await readQuery(reader, query);
  await transaction((tx) =>
    recordEvent(tx, reader, now, {
      action: "activity.exported",
      object: objectOf(reader),
      purchasingAccountId: reader.kind === "member" ? reader.purchasingAccountId : undefined,
      data: {
        kind: search.kind,
        object: search.object,
        actors: search.actors,
        account: search.account,
        from: search.from?.toISOString() ?? null,
        until: search.until?.toISOString() ?? null,
      },
    }),
  );
  return parts(reader, search);
}

/** Whose trail it is. */
function objectOf(reader: Reader) {
  switch (reader.kind) {
    case "member":
      return { kind: "purchasingAccount", id: reader.purchasingAccountId };
    case "partner":
      return { kind: "partner", id: reader.partnerId };
    case "operator":
      return { kind: "user", id: reader.userId };
  }
}

async function* parts(reader: Reader, search: Search): AsyncGenerator<readonly ActivityRow[]> {
  let beyond: bigint | null = null;
  let left = EXPORT_AT_MOST;
  while (left > 0) {
    const take = Math.min(CHUNK, left);
    const { ids, edge } = await findEvents(reader, search, { beyond, backwards: false, take });
    if (ids.length > 0) yield await describeEvents(reader, ids);
    left -= ids.length;
    const end = ids.length === take ? ids.at(-1) : edge;
    if (end === undefined || end === null) return;
    beyond = end;
  }
}
