-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "previousSeenAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Order_purchasingAccountId_recordedAt_idx" ON "Order"("purchasingAccountId", "recordedAt");

-- CreateIndex
CREATE INDEX "LicenseKey_purchasingAccountId_recordedAt_idx" ON "LicenseKey"("purchasingAccountId", "recordedAt");


-- What Prisma can't say.

-- The dashboard's keys near their limit; lib/dashboard/read-overview.ts spells the condition the same way.
CREATE INDEX "LicenseKey_near_limit_idx" ON "LicenseKey" ("purchasingAccountId")
  WHERE "status" = 'ACTIVE' AND "activationsUsed" * 10 >= "activationsAllowed" * 9;
