import { z } from "zod";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";

/** One key, masked, with its product. Throws `notFound` for one of another purchasing account. */
export async function readKey(actor: Actor, keyId: string) {
  authorize(actor, "keys.view");
  const id = z.uuid().safeParse(keyId);
  if (!id.success) throw notFound();
  const { purchasingAccountId } = actor;
  const found = await db.licenseKey.findFirst({
    where: { id: id.data, purchasingAccountId },
    select: {
      id: true,
      kind: true,
      last5: true,
      activationsAllowed: true,
      activationsUsed: true,
      status: true,
      product: { select: { name: true, code: true, family: true } },
    },
  });
  if (!found) throw notFound();
  return found;
}

export type KeyPage = Awaited<ReturnType<typeof readKey>>;
