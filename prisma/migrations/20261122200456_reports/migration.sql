-- CreateTable
CREATE TABLE "OrderFigure" (
    "purchasingAccountId" UUID NOT NULL,
    "country" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "partnerId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "orders" INTEGER NOT NULL,
    "licenses" BIGINT NOT NULL,
    "stepUps" BIGINT NOT NULL,
    "maintenance" BIGINT NOT NULL,

    CONSTRAINT "OrderFigure_pkey" PRIMARY KEY ("purchasingAccountId","country","family","partnerId","month")
);

-- CreateIndex
CREATE INDEX "Membership_purchasingAccountId_status_roles_idx" ON "Membership"("purchasingAccountId", "status", "roles");


-- What Prisma can't say: the figures of what was imported before. Spelled as in lib/vendor-data/rebuild-figures.ts.
INSERT INTO "OrderFigure" ("purchasingAccountId", "country", "family", "partnerId", "month",
  "orders", "licenses", "stepUps", "maintenance")
SELECT o."purchasingAccountId", coalesce(l."usageCountry", ''), coalesce(r."family", ''), o."partnerId",
  date_trunc('month', o."orderedOn")::date, count(DISTINCT o."id"),
  coalesce(sum(l."quantity") FILTER (WHERE p."kind" = 'LICENSE'), 0),
  coalesce(sum(l."quantity") FILTER (WHERE p."kind" = 'STEP_UP'), 0),
  coalesce(sum(l."quantity") FILTER (WHERE p."kind" = 'MAINTENANCE'), 0)
FROM "Order" o LEFT JOIN "OrderLine" l ON l."orderId" = o."id"
  LEFT JOIN "Part" p ON p."id" = l."partId" LEFT JOIN "Product" r ON r."id" = l."productId"
WHERE o."status" <> 'CANCELLED'
GROUP BY o."purchasingAccountId", o."partnerId", date_trunc('month', o."orderedOn"),
  CUBE (l."usageCountry", r."family")
HAVING (grouping(l."usageCountry") = 1 OR l."usageCountry" IS NOT NULL)
  AND (grouping(r."family") = 1 OR r."family" IS NOT NULL);
