import { z } from "zod";
import type { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { Doer } from "../invitations/timeline";
import { isRole, type Role } from "../policy/roles";
import type { Reader } from "./activity-scope";
import { doersFor } from "./name-doers";
import { namePartners } from "./name-partners";
import { nameObjects, type Thing } from "./name-objects";

export interface ActivityRow {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  /** Null for the portal itself. */
  readonly by: Doer | null;
  readonly objectKind: string;
  readonly objectId: string;
  /** What it happened to, as far as the reader may know its name. */
  readonly object: Thing | null;
  /** For those who see several purchasing accounts. */
  readonly accountNumber: string | null;
  readonly before: ActivityValues;
  readonly after: ActivityValues;
  /** From where, for the vendor only. */
  readonly addressBlock: string | null;
}

/** Names, addresses, roles and days by what they are. */
export interface ActivityValues {
  readonly roles?: readonly Role[];
  readonly [name: string]: string | readonly Role[] | undefined;
}

const shape = { personal: { select: { before: true, after: true } } } as const;

type Event = Prisma.AuditEventGetPayload<{ include: typeof shape }>;

/** Events in the order of their ids, with names read all at once. */
export async function describeEvents(
  reader: Reader,
  ids: readonly bigint[],
): Promise<ActivityRow[]> {
  const found = await db.auditEvent.findMany({ where: { id: { in: [...ids] } }, include: shape });
  const byId = new Map(found.map((event) => [event.id, event]));
  const events = ids.flatMap((id) => byId.get(id) ?? []);
  const [doer, thing, numbers, partners] = await Promise.all([
    doersFor(reader, events),
    nameObjects(reader, events),
    accountNumbers(reader, events),
    namePartners(events),
  ]);
  return events.map((event): ActivityRow => {
    const data = dataSchema.parse(event.data);
    const moved = event.action === "account.partner_changed";
    return {
      id: String(event.id),
      at: event.at,
      action: event.action,
      by: doer(event),
      objectKind: event.objectKind,
      objectId: event.objectId,
      object: thing(event),
      accountNumber: numbers.get(event.purchasingAccountId ?? "") ?? null,
      before: {
        ...(mayKnowBefore(reader, event) ? valuesOf(event.personal?.before) : {}),
        ...rolesOf(data.before),
        ...(moved ? partners(data.before) : {}),
        ...choicesOf({ renewal: data.renewalBefore, country: data.countryBefore }),
      },
      after: {
        ...valuesOf(event.personal?.after),
        ...rolesOf(data.after ?? data.roles),
        ...(moved ? partners(data.after) : {}),
        ...daysOf(data),
        ...(event.objectKind === "licenseKey" ? reasonOf(data) : {}),
        ...keysOf(data),
        ...bytesOf(data),
        ...choicesOf({ renewal: data.renewalAfter, country: data.countryAfter }),
      },
      addressBlock: reader.kind === "operator" ? event.addressBlock : null,
    };
  });
}

/** What a partner replaced in a customer's account isn't its own: it knows what it typed. */
function mayKnowBefore(reader: Reader, { purchasingAccountId }: Event): boolean {
  return reader.kind !== "partner" || purchasingAccountId === null;
}

const dataSchema = z
  .object({
    before: z.unknown(),
    after: z.unknown(),
    roles: z.unknown(),
    until: z.unknown(),
    lastDay: z.unknown(),
    reason: z.unknown(),
    keys: z.unknown(),
    bytesSent: z.unknown(),
    renewalBefore: z.unknown(),
    renewalAfter: z.unknown(),
    countryBefore: z.unknown(),
    countryAfter: z.unknown(),
  })
  .partial()
  .catch({});

function valuesOf(values: unknown): ActivityValues {
  const known = z.record(z.string(), z.unknown()).safeParse(values);
  if (!known.success) return {};
  const entries = Object.entries(known.data);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** `before` and `after` in the data of an event are roles, a state, or an id: only roles say something. */
function rolesOf(value: unknown): ActivityValues {
  const words = z.array(z.string()).safeParse(value);
  if (!words.success || !words.data.every(isRole)) return {};
  return { roles: words.data.filter(isRole) };
}

function daysOf({ until, lastDay }: z.infer<typeof dataSchema>): ActivityValues {
  return {
    ...(typeof until === "string" ? { until } : {}),
    ...(typeof lastDay === "string" ? { lastDay } : {}),
  };
}

/** Why a key was shown: one of a list, which the reader's words say. */
function reasonOf({ reason }: z.infer<typeof dataSchema>): ActivityValues {
  return typeof reason === "string" ? { reason } : {};
}

/** How many keys a file holds. */
function keysOf({ keys }: z.infer<typeof dataSchema>): ActivityValues {
  return typeof keys === "number" ? { keys: String(keys) } : {};
}

/** What was chosen in the terms of an account, by its code; "" is nothing. */
function choicesOf(choices: Readonly<Record<string, unknown>>): ActivityValues {
  return valuesOf(Object.fromEntries(Object.entries(choices).filter(([, code]) => code !== "")));
}

/** How much of a file was sent, in all requests together. */
function bytesOf({ bytesSent }: z.infer<typeof dataSchema>): ActivityValues {
  return typeof bytesSent === "number" ? { bytesSent: String(bytesSent) } : {};
}

async function accountNumbers(reader: Reader, events: readonly Event[]) {
  if (reader.kind === "member") return new Map<string, string>();
  const ids = events.flatMap(({ purchasingAccountId }) => purchasingAccountId ?? []);
  const accounts = await db.purchasingAccount.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, number: true },
  });
  return new Map(accounts.map(({ id, number }) => [id, number]));
}
