import { z } from "zod";
import type { SoftwareFile } from "../../prisma/generated/client";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { licensedProducts } from "../products/licensed-products";

/**
 * A file that the licenses of the actor's purchasing account open at this moment. Throws `forbidden`, and
 * `notFound` for every other file, be it there or not (edge 42).
 */
export async function findFile(actor: Actor, fileId: string): Promise<SoftwareFile> {
  authorize(actor, "downloads.use");
  const id = z.uuid().safeParse(fileId);
  const file = id.success
    ? await db.softwareFile.findFirst({ where: { id: id.data, product: { hasDownload: true } } })
    : null;
  if (!file || !(await isLicensed(actor, file.productId))) throw notFound();
  return file;
}

async function isLicensed({ purchasingAccountId }: MemberActor, productId: string) {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 WHERE ${productId}::uuid IN (${licensedProducts(purchasingAccountId)})`;
  return rows.length > 0;
}
