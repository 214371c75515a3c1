-- CreateEnum
CREATE TYPE "DomainStatus" AS ENUM ('PENDING', 'VERIFIED', 'LOST', 'REMOVED');

-- CreateTable
CREATE TABLE "Domain" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "status" "DomainStatus" NOT NULL DEFAULT 'PENDING',
    "challenge" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3),
    "lostAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),
    "nextCheckAt" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountDomain" (
    "purchasingAccountId" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AccountDomain_pkey" PRIMARY KEY ("purchasingAccountId","domainId")
);

-- CreateIndex
CREATE INDEX "Domain_organizationId_nameKey_idx" ON "Domain"("organizationId", "nameKey");

-- CreateIndex
CREATE INDEX "Domain_nextCheckAt_idx" ON "Domain"("nextCheckAt");

-- CreateIndex
CREATE INDEX "AccountDomain_domainId_idx" ON "AccountDomain"("domainId");

-- AddForeignKey
ALTER TABLE "Domain" ADD CONSTRAINT "Domain_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountDomain" ADD CONSTRAINT "AccountDomain_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountDomain" ADD CONSTRAINT "AccountDomain_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma can't say.

-- A proved domain belongs to one organization, and an organization has it once.
CREATE UNIQUE INDEX "Domain_proved_key" ON "Domain" ("nameKey") WHERE "status" IN ('VERIFIED', 'LOST');
CREATE UNIQUE INDEX "Domain_organization_key" ON "Domain" ("organizationId", "nameKey") WHERE "status" <> 'REMOVED';
