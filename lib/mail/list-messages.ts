import { z } from "zod";
import { MessageState, type Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { Actor, OperatorActor, SystemActor } from "../policy/actor";
import { requireOperator } from "../policy/scope";

const PAGE_SIZE = 50;
const OUTBOX_AT_MOST = 200;

export interface MessagesQuery {
  /** A state; what is none counts as all. */
  readonly state?: string | undefined;
  /** How the canonical address begins. */
  readonly search?: string | undefined;
  /** Message ids: the page after, or the page before, that message. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export interface MessageRow {
  readonly id: string;
  readonly state: MessageState;
  readonly template: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly bouncedAt: Date | null;
  readonly attempts: number;
  /** Null for a DEFERRED one that their server has taken: that server tries on, we don't. */
  readonly nextTryAt: Date | null;
  /** The other server's words; null for a SUPPRESSED one that was overtaken before it left. */
  readonly lastAnswer: string | null;
  /** The purchasing account that it speaks of. */
  readonly accountNumber: string | null;
}

export interface MessagesPage {
  readonly rows: readonly MessageRow[];
  readonly previous: string | null;
  readonly next: string | null;
}

/** The operator's desk: every message, newest first. Keyset paging both ways. */
export async function listMessages(actor: Actor, query: MessagesQuery): Promise<MessagesPage> {
  requireOperator(actor);
  const after = idOf(query.after);
  const before = after === undefined ? idOf(query.before) : undefined;
  const backwards = before !== undefined;
  const found = await findMessages({
    where: { AND: [stateFilter(query.state), searchFilter(query.search), beyond(after, before)] },
    orderBy: { id: backwards ? "asc" : "desc" },
    take: PAGE_SIZE + 1,
  });
  const more = found.length > PAGE_SIZE;
  const rows = found.slice(0, PAGE_SIZE);
  if (backwards) rows.reverse();
  return {
    rows,
    previous: (backwards ? more : after !== undefined) ? (rows.at(0)?.id ?? null) : null,
    next: backwards || more ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** Every message that hasn't arrived as far as we know, oldest first; the actor is the vendor's own (A8). */
export async function listOutbox(
  _actor: OperatorActor | SystemActor,
): Promise<{ rows: MessageRow[]; more: boolean }> {
  const found = await findMessages({
    where: {
      OR: [
        { state: { in: ["QUEUED", "SENDING", "DEFERRED", "FAILED", "BOUNCED", "RETURNED"] } },
        // One without an answer was overtaken: its successor counts.
        { state: "SUPPRESSED", lastAnswer: { not: null } },
      ],
    },
    orderBy: { id: "asc" },
    take: OUTBOX_AT_MOST + 1,
  });
  return { rows: found.slice(0, OUTBOX_AT_MOST), more: found.length > OUTBOX_AT_MOST };
}

async function findMessages(
  query: Pick<Prisma.EmailMessageFindManyArgs, "where" | "orderBy" | "take">,
): Promise<MessageRow[]> {
  const found = await db.emailMessage.findMany({ ...query, select: columns });
  const ids = found.flatMap(({ purchasingAccountId }) => purchasingAccountId ?? []);
  const accounts = await db.purchasingAccount.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, number: true },
  });
  const numbers = new Map(accounts.map(({ id, number }) => [id, number]));
  return found.map(({ purchasingAccountId, ...message }) => ({
    ...message,
    accountNumber: numbers.get(purchasingAccountId ?? "") ?? null,
  }));
}

const columns = {
  id: true,
  state: true,
  template: true,
  toName: true,
  toAddress: true,
  createdAt: true,
  sentAt: true,
  bouncedAt: true,
  attempts: true,
  nextTryAt: true,
  lastAnswer: true,
  purchasingAccountId: true,
} as const satisfies Prisma.EmailMessageSelect;

function idOf(text: string | undefined): string | undefined {
  const known = z.uuid().safeParse(text);
  return known.success ? known.data : undefined;
}

/** Ids of version 7 grow with time, so they are the order. */
function beyond(
  after: string | undefined,
  before: string | undefined,
): Prisma.EmailMessageWhereInput {
  if (after !== undefined) return { id: { lt: after } };
  return before === undefined ? {} : { id: { gt: before } };
}

function stateFilter(text: string | undefined): Prisma.EmailMessageWhereInput {
  const known = z.enum(MessageState).safeParse(text);
  return known.success ? { state: known.data } : {};
}

function searchFilter(search: string | undefined): Prisma.EmailMessageWhereInput {
  const beginning = (search ?? "")
    .normalize("NFKC")
    .replace(/\p{Cc}/gu, "")
    .trim()
    .toLowerCase()
    .slice(0, 254);
  return beginning === "" ? {} : { toKey: { startsWith: beginning.replace(/[\\%_]/g, "\\$&") } };
}
