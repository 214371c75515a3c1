-- CreateEnum
CREATE TYPE "RenewalPreference" AS ENUM ('ASK', 'RENEW', 'END');

-- CreateTable
CREATE TABLE "AccountTerms" (
    "purchasingAccountId" UUID NOT NULL,
    "contacts" JSONB NOT NULL,
    "customerReference" TEXT,
    "deliveryDefaults" JSONB NOT NULL,
    "renewalPreference" "RenewalPreference" NOT NULL DEFAULT 'ASK',
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" UUID NOT NULL,

    CONSTRAINT "AccountTerms_pkey" PRIMARY KEY ("purchasingAccountId")
);

-- CreateIndex
CREATE INDEX "AccountTerms_updatedById_idx" ON "AccountTerms"("updatedById");

-- AddForeignKey
ALTER TABLE "AccountTerms" ADD CONSTRAINT "AccountTerms_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountTerms" ADD CONSTRAINT "AccountTerms_updatedById_fkey" FOREIGN KEY ("updatedById") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
