-- CreateEnum
CREATE TYPE "JoinRequestStatus" AS ENUM ('PENDING', 'APPROVED', 'DECLINED', 'CLOSED', 'EXPIRED');

-- CreateTable
CREATE TABLE "JoinProof" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "baseKey" TEXT NOT NULL,
    "domainKey" TEXT NOT NULL,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "codeHmac" BYTEA NOT NULL,
    "codeTries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JoinProof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JoinRequest" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "baseKey" TEXT NOT NULL,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "JoinRequestStatus" NOT NULL DEFAULT 'PENDING',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "declineReason" TEXT,

    CONSTRAINT "JoinRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "JoinProof_emailKey_idx" ON "JoinProof"("emailKey");

-- CreateIndex
CREATE INDEX "JoinProof_baseKey_createdAt_idx" ON "JoinProof"("baseKey", "createdAt");

-- CreateIndex
CREATE INDEX "JoinProof_domainKey_createdAt_idx" ON "JoinProof"("domainKey", "createdAt");

-- CreateIndex
CREATE INDEX "JoinProof_createdAt_idx" ON "JoinProof"("createdAt");

-- CreateIndex
CREATE INDEX "JoinRequest_purchasingAccountId_id_idx" ON "JoinRequest"("purchasingAccountId", "id");

-- CreateIndex
CREATE INDEX "JoinRequest_purchasingAccountId_createdAt_idx" ON "JoinRequest"("purchasingAccountId", "createdAt");

-- CreateIndex
CREATE INDEX "JoinRequest_purchasingAccountId_baseKey_createdAt_idx" ON "JoinRequest"("purchasingAccountId", "baseKey", "createdAt");

-- AddForeignKey
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma can't say.

-- One open request of an account and address.
CREATE UNIQUE INDEX "JoinRequest_open_key" ON "JoinRequest" ("purchasingAccountId", "emailKey") WHERE "status" = 'PENDING';
