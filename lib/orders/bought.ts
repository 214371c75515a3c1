import { Prisma } from "../../prisma/generated/client";
import { notFound } from "../errors";
import type { Actor, MemberActor, PartnerActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { openCustomerData } from "../visibility/open-customer-data";

/** What was bought for an account, as far as one reader sees it. */
export interface Bought {
  readonly reader: MemberActor | PartnerActor;
  readonly purchasingAccountId: string;
  /** Only what was bought through this partner; null for everything. */
  readonly partnerId: string | null;
}

/** Members are in one account already; a partner says whose data it asks for. */
export interface OfAccount {
  readonly account?: string | undefined;
}

/**
 * The door to orders and license details: members by their roles, partners to what they sold and, under
 * a grant, to the rest. Throws `forbidden` or `notFound`.
 */
export async function openBought(
  actor: Actor,
  permission: "orders.view" | "licenses.view",
  { account = "" }: OfAccount,
  now: Date,
): Promise<Bought> {
  if (actor.kind !== "partner") {
    authorize(actor, permission);
    return { reader: actor, purchasingAccountId: actor.purchasingAccountId, partnerId: null };
  }
  if (account === "") throw notFound();
  const { purchasingAccountId, throughOthers } = await openCustomerData(actor, { account }, now);
  const partnerId = throughOthers ? null : actor.partnerId;
  return { reader: actor, purchasingAccountId, partnerId };
}

/** The reader's part of a table that carries account and partner, as a where-clause. */
export function boughtScope({ purchasingAccountId, partnerId }: Bought) {
  return partnerId === null ? { purchasingAccountId } : { purchasingAccountId, partnerId };
}

/** The same as SQL over the rows of `table`. */
export function inBought({ purchasingAccountId, partnerId }: Bought, table: string): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${table}."${name}"`);
  const account = Prisma.sql`${column("purchasingAccountId")} = ${purchasingAccountId}::uuid`;
  return partnerId === null
    ? account
    : Prisma.sql`${account} AND ${column("partnerId")} = ${partnerId}::uuid`;
}
