-- Every row of an import pays for every index, and of step-ups only the lines that have one are looked for.
DROP INDEX "OrderLine_stepped_idx";
CREATE INDEX "OrderLine_stepped_idx" ON "OrderLine" ("stepUpFromId", "purchasingAccountId", "orderedOn" DESC, "orderId" DESC, "lineNo")
  WHERE "stepUpFromId" IS NOT NULL;
