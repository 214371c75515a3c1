-- What is in maintenance, by periods that don't overlap instead of by term: their number grows with the
-- days that a history has and no longer with its terms, and today's stands at one place of the key.
CREATE TABLE "MaintenancePeriod" (
    "purchasingAccountId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "pool" TEXT NOT NULL,
    "partnerId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "quantity" BIGINT NOT NULL,

    CONSTRAINT "MaintenancePeriod_pkey" PRIMARY KEY ("purchasingAccountId","productId","pool","until","partnerId")
);

INSERT INTO "MaintenancePeriod" ("purchasingAccountId", "productId", "pool", "partnerId", "from", "until", "quantity")
SELECT "purchasingAccountId", "productId", "pool", "partnerId", "day", "next" - 1, "quantity"
FROM (
  SELECT t."purchasingAccountId", t."productId", t."pool", t."partnerId", c."day",
    lead(c."day") OVER period AS "next", sum(sum(c."quantity")) OVER period AS "quantity"
  FROM "MaintenanceTerm" t,
    LATERAL (VALUES (t."termFrom", t."quantity"), (t."termUntil" + 1, -t."quantity")) c ("day", "quantity")
  GROUP BY 1, 2, 3, 4, 5
  WINDOW period AS (PARTITION BY t."purchasingAccountId", t."productId", t."pool", t."partnerId" ORDER BY c."day")
) period WHERE "quantity" > 0;

DROP TABLE "MaintenanceTerm";
