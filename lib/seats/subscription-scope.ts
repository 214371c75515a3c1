import { z } from "zod";
import type { Prisma } from "../../prisma/generated/client";
import type { Tx } from "../db/client";
import { notFound } from "../errors";
import type { MemberActor } from "../policy/actor";

/** A subscription of the actor's purchasing account; another account's doesn't exist. */
export async function findSubscription(tx: Tx, actor: MemberActor, typedId: string) {
  const id = z.uuid().safeParse(typedId);
  if (!id.success) throw notFound();
  const found = await tx.subscription.findFirst({ where: { id: id.data, ...scope(actor) } });
  if (!found) throw notFound();
  return found;
}

export const scope = ({ purchasingAccountId }: MemberActor) =>
  ({ purchasingAccountId }) satisfies Prisma.SubscriptionWhereInput;
