import type { PoolClient } from "pg";
import type { FileName } from "./files";
import type { Problems } from "./problems";

/**
 * Derives what hangs on order lines from them, for the purchasing accounts that a set touches: what
 * orders know of their lines, the license figures, and those of reports. Notes step-ups that take what isn't there.
 */
export async function rebuildFigures(
  client: PoolClient,
  staged: ReadonlySet<FileName>,
  problems: Problems,
): Promise<void> {
  const touched = TOUCHED.filter(([file]) => staged.has(file)).map(([, sql]) => sql);
  if (touched.length === 0) return;
  await client.query(
    `CREATE TEMP TABLE "touched" ON COMMIT DROP AS
     SELECT DISTINCT "id" FROM (${touched.join(" UNION ALL ")}) t`,
  );
  await client.query(`ALTER TABLE "touched" ADD PRIMARY KEY ("id")`);
  await client.query(`ANALYZE "touched"`);
  for (const statement of STATEMENTS) await client.query(statement);
  await checkStepUps(client, staged, problems);
}

/** The accounts in each file; of a product, all that have ordered any part of it: figures hold its family. */
const TOUCHED: readonly [FileName, string][] = [
  [
    "products.csv",
    `SELECT l."purchasingAccountId" AS "id" FROM "stagedPart" s
     JOIN "Product" p ON p."codeKey" = s."codeKey" JOIN "OrderLine" l ON l."productId" = p."id"`,
  ],
  [
    "orders.csv",
    `SELECT a."id" FROM "stagedOrder" s JOIN "PurchasingAccount" a ON a."numberKey" = s."account"`,
  ],
  [
    "order-lines.csv",
    `SELECT a."id" FROM "stagedLine" s JOIN "PurchasingAccount" a ON a."numberKey" = s."account"`,
  ],
];

const IN_TOUCHED = `"purchasingAccountId" IN (SELECT "id" FROM "touched")`;

const STATEMENTS = [
  // Of orders whose day or partner changed.
  `UPDATE "OrderLine" l SET "orderedOn" = o."orderedOn", "partnerId" = o."partnerId"
   FROM "Order" o WHERE o."id" = l."orderId" AND o.${IN_TOUCHED}
     AND (o."orderedOn", o."partnerId") <> (l."orderedOn", l."partnerId")`,
  `UPDATE "Order" o SET "lineCount" = n."lineCount", "quantity" = n."quantity",
     "productIds" = n."productIds", "countries" = n."countries"
   FROM (SELECT "orderId", count(*)::int AS "lineCount", sum("quantity") AS "quantity",
           array_agg(DISTINCT "productId") AS "productIds", array_agg(DISTINCT "usageCountry") AS "countries"
         FROM "OrderLine" WHERE ${IN_TOUCHED} GROUP BY "orderId") n
   WHERE o."id" = n."orderId" AND (o."lineCount", o."quantity", o."productIds", o."countries")
     IS DISTINCT FROM (n."lineCount", n."quantity", n."productIds", n."countries")`,
  `DELETE FROM "Entitlement" WHERE ${IN_TOUCHED}`,
  `INSERT INTO "Entitlement" ("purchasingAccountId", "productId", "pool", "partnerId", "bought", "steppedIn", "steppedOut")
   SELECT "purchasingAccountId", "productId", "pool", "partnerId", sum("bought"), sum("steppedIn"), sum("steppedOut")
   FROM (
     SELECT l."purchasingAccountId", l."productId", p."pool", l."partnerId",
       CASE p."kind" WHEN 'LICENSE' THEN l."quantity" ELSE 0 END AS "bought",
       CASE p."kind" WHEN 'STEP_UP' THEN l."quantity" ELSE 0 END AS "steppedIn", 0 AS "steppedOut"
     FROM "OrderLine" l JOIN "Part" p ON p."id" = l."partId" JOIN "Order" o ON o."id" = l."orderId"
     WHERE l.${IN_TOUCHED} AND o."status" <> 'CANCELLED' AND p."kind" <> 'MAINTENANCE'
     UNION ALL
     SELECT l."purchasingAccountId", l."stepUpFromId", p."pool", l."partnerId", 0, 0, l."quantity"
     FROM "OrderLine" l JOIN "Part" p ON p."id" = l."partId" JOIN "Order" o ON o."id" = l."orderId"
     WHERE l.${IN_TOUCHED} AND o."status" <> 'CANCELLED' AND l."stepUpFromId" IS NOT NULL
   ) lines GROUP BY 1, 2, 3, 4`,
  `DELETE FROM "MaintenancePeriod" WHERE ${IN_TOUCHED}`,
  // A term adds its quantity on its first day and takes it away on the day after its last; what adds up
  // from one such day to the next is a period.
  `INSERT INTO "MaintenancePeriod" ("purchasingAccountId", "productId", "pool", "partnerId", "from", "until", "quantity")
   SELECT "purchasingAccountId", "productId", "pool", "partnerId", "day", "next" - 1, "quantity"
   FROM (
     SELECT l."purchasingAccountId", l."productId", p."pool", l."partnerId", c."day",
       lead(c."day") OVER period AS "next", sum(sum(c."quantity")) OVER period AS "quantity"
     FROM "OrderLine" l JOIN "Part" p ON p."id" = l."partId" JOIN "Order" o ON o."id" = l."orderId",
       LATERAL (VALUES (l."termFrom", l."quantity"), (l."termUntil" + 1, -l."quantity")) c ("day", "quantity")
     WHERE l.${IN_TOUCHED} AND o."status" <> 'CANCELLED' AND l."termFrom" IS NOT NULL
     GROUP BY 1, 2, 3, 4, 5
     WINDOW period AS (PARTITION BY l."purchasingAccountId", l."productId", p."pool", l."partnerId" ORDER BY c."day")
   ) period WHERE "quantity" > 0`,
  `DELETE FROM "OrderFigure" WHERE ${IN_TOUCHED}`,
  // An order without lines counts among all orders and in no country or family.
  `INSERT INTO "OrderFigure" ("purchasingAccountId", "country", "family", "partnerId", "month",
     "orders", "licenses", "stepUps", "maintenance")
   SELECT o."purchasingAccountId", coalesce(l."usageCountry", ''), coalesce(r."family", ''), o."partnerId",
     date_trunc('month', o."orderedOn")::date, count(DISTINCT o."id"),
     coalesce(sum(l."quantity") FILTER (WHERE p."kind" = 'LICENSE'), 0),
     coalesce(sum(l."quantity") FILTER (WHERE p."kind" = 'STEP_UP'), 0),
     coalesce(sum(l."quantity") FILTER (WHERE p."kind" = 'MAINTENANCE'), 0)
   FROM "Order" o LEFT JOIN "OrderLine" l ON l."orderId" = o."id"
     LEFT JOIN "Part" p ON p."id" = l."partId" LEFT JOIN "Product" r ON r."id" = l."productId"
   WHERE o.${IN_TOUCHED} AND o."status" <> 'CANCELLED'
   GROUP BY o."purchasingAccountId", o."partnerId", date_trunc('month', o."orderedOn"),
     CUBE (l."usageCountry", r."family")
   HAVING (grouping(l."usageCountry") = 1 OR l."usageCountry" IS NOT NULL)
     AND (grouping(r."family") = 1 OR r."family" IS NOT NULL)`,
];

interface TooMany {
  readonly account: string;
  readonly product: string;
  readonly pool: string;
  readonly missing: number;
  readonly line: number | null;
}

/** Told at the last step-up of the set from the product that has too few, if it has one. */
async function checkStepUps(
  client: PoolClient,
  staged: ReadonlySet<FileName>,
  problems: Problems,
): Promise<void> {
  const line = staged.has("order-lines.csv")
    ? `(SELECT max(s."line") FROM "stagedLine" s WHERE s."account" = a."numberKey" AND s."stepUpFrom" = p."codeKey")`
    : "NULL::int";
  const { rows } = await client.query<TooMany>(
    `SELECT a."number" AS "account", p."code" AS "product", e."pool", -e."licensed" AS "missing", ${line} AS "line"
     FROM (SELECT "purchasingAccountId", "productId", "pool",
             sum("bought" + "steppedIn" - "steppedOut")::int AS "licensed"
           FROM "Entitlement" WHERE ${IN_TOUCHED} GROUP BY 1, 2, 3) e
     JOIN "PurchasingAccount" a ON a."id" = e."purchasingAccountId" JOIN "Product" p ON p."id" = e."productId"
     WHERE e."licensed" < 0 ORDER BY 1, 2, 3`,
  );
  for (const { line: at, ...values } of rows) {
    problems.add({
      file: staged.has("order-lines.csv") ? "order-lines.csv" : "orders.csv",
      line: at,
      column: at === null ? null : "STEP-UP FROM",
      sentence: { key: "dataStepUpTooMany", values },
    });
  }
}
