import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { GrantInput } from "./grant-visibility";
import { partnerByNumber } from "./partner-by-number";
import { atField, checkUntil, openAt } from "./visibility-days";

export interface VisibilityPreview {
  readonly accountKey: string;
  readonly partner: { readonly key: string; readonly number: string; readonly name: string };
  readonly until: Date;
  /** The account's own partner sees what was bought through it without any grant. */
  readonly isOwn: boolean;
}

/**
 * The first step of granting: who the number belongs to and whether it may be done. Changes nothing.
 * Throws `invalid` at the field, `limited` after too many unknown numbers.
 */
export async function previewVisibility(
  actor: Actor,
  { partnerNumber, until }: GrantInput,
  now = new Date(),
): Promise<VisibilityPreview> {
  authorize(actor, "visibility.manage");
  checkUntil(until, now);
  const { id, numberKey: key, number, name } = await partnerByNumber(actor, partnerNumber);
  const account = await db.purchasingAccount.findUniqueOrThrow({
    where: { id: actor.purchasingAccountId },
    select: {
      numberKey: true,
      partnerId: true,
      visibilities: { where: { partnerId: id, ...openAt(now) }, select: { id: true } },
    },
  });
  if (account.visibilities.length > 0) {
    throw atField("partnerNumber", { key: "visibilityExists", values: { partner: name } });
  }
  return {
    accountKey: account.numberKey,
    partner: { key, number, name },
    until,
    isOwn: account.partnerId === id,
  };
}
