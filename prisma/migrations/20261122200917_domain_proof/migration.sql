-- CreateEnum
CREATE TYPE "TransferState" AS ENUM ('OPEN', 'APPROVED', 'REFUSED', 'ENDED');

-- AlterTable
ALTER TABLE "Domain" ADD COLUMN     "askedAt" TIMESTAMPTZ(3),
ADD COLUMN     "checkAskedAt" TIMESTAMPTZ(3),
ADD COLUMN     "gateClosedAt" TIMESTAMPTZ(3),
ADD COLUMN     "missingSince" TIMESTAMPTZ(3),
ADD COLUMN     "report" JSONB;

-- CreateTable
CREATE TABLE "DomainTransfer" (
    "id" UUID NOT NULL,
    "domainId" UUID NOT NULL,
    "state" "TransferState" NOT NULL DEFAULT 'OPEN',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "DomainTransfer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DomainTransfer_domainId_idx" ON "DomainTransfer"("domainId");

-- CreateIndex
CREATE INDEX "DomainTransfer_state_id_idx" ON "DomainTransfer"("state", "id");

-- CreateIndex
CREATE INDEX "Domain_nameKey_idx" ON "Domain"("nameKey");

-- AddForeignKey
ALTER TABLE "DomainTransfer" ADD CONSTRAINT "DomainTransfer_domainId_fkey" FOREIGN KEY ("domainId") REFERENCES "Domain"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma can't say.

-- A claim has one open case.
CREATE UNIQUE INDEX "DomainTransfer_open_key" ON "DomainTransfer" ("domainId") WHERE "state" = 'OPEN';
