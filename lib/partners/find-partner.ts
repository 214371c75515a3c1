import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { partnerPeopleScope } from "../policy/scope";

/**
 * The partner whose people the actor looks after: their own, or for the vendor the one that is named.
 * Throws `forbidden` for who isn't an administrator there, `notFound` for a partner out of scope.
 */
export async function findPartner(tx: Tx, actor: Actor, typed: string | undefined) {
  const { partnerId } = partnerPeopleScope(actor);
  if (partnerId === undefined && typed === undefined) throw notFound();
  const partner = await tx.partner.findFirst({
    where: {
      ...(partnerId === undefined ? {} : { id: partnerId }),
      ...(typed === undefined ? {} : { numberKey: numberKey(typed) }),
    },
    select: { id: true, number: true, numberKey: true, name: true },
  });
  if (!partner) throw notFound();
  return partner;
}
