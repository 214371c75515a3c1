-- DropIndex
DROP INDEX "OrderLine_stepUpFromId_purchasingAccountId_idx";

-- CreateIndex
CREATE INDEX "Order_purchasingAccountId_partnerId_orderedOn_id_idx" ON "Order"("purchasingAccountId", "partnerId", "orderedOn" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "OrderLine_stepped_idx" ON "OrderLine"("stepUpFromId", "purchasingAccountId", "orderedOn" DESC, "orderId" DESC, "lineNo");


-- What Prisma can't say.

-- The expression is spelled the same way in lib/orders/order-filters.ts.
CREATE INDEX "Order_search_idx" ON "Order" USING gin ("purchasingAccountId", lower("numberKey" || ' ' || "number" || ' ' || coalesce("customerReference", '')) gin_trgm_ops);

-- Step-ups are few among the lines: license details read them alone.
CREATE INDEX "OrderLine_step_ups_idx" ON "OrderLine" ("purchasingAccountId", "productId") WHERE "stepUpFromId" IS NOT NULL;
