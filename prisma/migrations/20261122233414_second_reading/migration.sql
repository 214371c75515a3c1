-- Nothing read them: a domain's checks are counted nowhere, its guard is the row lock, its list comes by account.
DROP INDEX "Domain_organizationId_nameKey_idx";
ALTER TABLE "Domain" DROP COLUMN "checks", DROP COLUMN "version";

-- The worker asks each minute whose grace is over: few are lost at all.
CREATE INDEX "Domain_lost_idx" ON "Domain" ("lostAt") WHERE "lostAt" IS NOT NULL;

-- The dashboard's keys near their limit, without a product of two integers that could overflow;
-- lib/dashboard/read-overview.ts spells the condition the same way.
DROP INDEX "LicenseKey_near_limit_idx";
CREATE INDEX "LicenseKey_near_limit_idx" ON "LicenseKey" ("purchasingAccountId")
  WHERE "status" = 'ACTIVE' AND "activationsAllowed" > 0 AND "activationsUsed" >= "activationsAllowed" * 0.9;
