import { z } from "zod";
import { numberKey } from "../canonical";
import { db } from "../db/client";
import { type ActivityKind, isActivityKind } from "./activity-kinds";
import type { Reader } from "./activity-scope";
import { findActors } from "./find-actors";

/** As it stands in the address of the page; what makes no sense counts as left out. */
export interface ActivityQuery {
  readonly person?: string | undefined;
  readonly kind?: string | undefined;
  /** The id of what it happened to. */
  readonly object?: string | undefined;
  /** The number of a purchasing account, for those who see several. */
  readonly account?: string | undefined;
  /** Days by UTC, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Event ids: the page after, or the page before, that event. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** What is looked for, with every name resolved. */
export interface Search {
  /** Null for anybody, no id where the words fit nobody. */
  readonly actors: readonly string[] | null;
  readonly kind: ActivityKind | null;
  readonly object: string | null;
  /** Null for any account, "" where the number is nobody's. */
  readonly account: string | null;
  readonly from: Date | null;
  /** The first moment that is no longer meant. */
  readonly until: Date | null;
}

const A_DAY = 24 * 60 * 60 * 1000;

export async function readQuery(reader: Reader, query: ActivityQuery): Promise<Search> {
  const { person = "", kind, account = "" } = query;
  const object = z.uuid().safeParse(query.object);
  const last = dayOf(query.to);
  return {
    actors: person.trim() === "" ? null : await findActors(reader, person),
    kind: isActivityKind(kind) ? kind : null,
    object: object.success ? object.data : null,
    account: reader.kind === "member" || account.trim() === "" ? null : await accountOf(account),
    from: dayOf(query.from),
    until: last && new Date(last.getTime() + A_DAY),
  };
}

function dayOf(text: string | undefined): Date | null {
  return z.iso.date().safeParse(text).success && text !== undefined ? new Date(text) : null;
}

async function accountOf(number: string): Promise<string> {
  const found = await db.purchasingAccount.findUnique({
    where: { numberKey: numberKey(number) },
    select: { id: true },
  });
  return found?.id ?? "";
}
