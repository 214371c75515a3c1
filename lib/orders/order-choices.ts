import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { type Bought, inBought, type OfAccount, openBought } from "./bought";

export interface Choice {
  /** As it stands in addresses. */
  readonly key: string;
  readonly name: string;
}

export interface OrderChoices {
  readonly products: readonly Choice[];
  readonly partners: readonly Choice[];
}

/** What the list of orders can be narrowed to: the products that were ordered, and who sold them. */
export async function orderChoices(
  actor: Actor,
  of: OfAccount = {},
  now = new Date(),
): Promise<OrderChoices> {
  const bought = await openBought(actor, "orders.view", of, now);
  const [products, partners] = await Promise.all([productsOf(bought), partnersOf(bought)]);
  return { products, partners };
}

/**
 * One look into an index for each product of the catalogue, however many lines there are. Without an
 * order PostgreSQL might read the table until it comes upon a line.
 */
function productsOf(bought: Bought) {
  return db.$queryRaw<Choice[]>`SELECT p."codeKey" AS key, p."name" FROM "Product" p
    CROSS JOIN LATERAL (
      SELECT 1 FROM "OrderLine" l WHERE ${inBought(bought, "l")} AND l."productId" = p."id"
      ORDER BY l."orderedOn" DESC, l."orderId" DESC, l."lineNo" LIMIT 1
    ) found ORDER BY p."name" COLLATE "C", p."codeKey" COLLATE "C"`;
}

function partnersOf(bought: Bought) {
  return db.$queryRaw<Choice[]>`SELECT p."numberKey" AS key, p."name" FROM "Partner" p
    CROSS JOIN LATERAL (
      SELECT 1 FROM "Order" o WHERE ${inBought(bought, "o")} AND o."partnerId" = p."id"
      ORDER BY o."orderedOn" DESC, o."id" DESC LIMIT 1
    ) found ORDER BY p."name" COLLATE "C", p."numberKey" COLLATE "C"`;
}
