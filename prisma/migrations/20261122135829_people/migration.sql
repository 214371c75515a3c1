-- CreateEnum
CREATE TYPE "Theme" AS ENUM ('SYSTEM', 'LIGHT', 'DARK');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('CHECKED', 'RUNNING', 'DONE', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ImportOutcome" AS ENUM ('INVITED', 'UNCHANGED', 'REFUSED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "OneTimePurpose" ADD VALUE 'EMAIL_OLD';
ALTER TYPE "OneTimePurpose" ADD VALUE 'EMAIL_NEW';

-- AlterTable
ALTER TABLE "PurchasingAccount" ADD COLUMN     "soleToldAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "theme" "Theme" NOT NULL DEFAULT 'SYSTEM',
ADD COLUMN     "timeZone" TEXT;

-- AlterTable
ALTER TABLE "OneTimeLink" ADD COLUMN     "emailChangeId" UUID;

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "chainSeq" BIGINT,
ADD COLUMN     "hash" BYTEA;

-- CreateTable
CREATE TABLE "Totp" (
    "userId" UUID NOT NULL,
    "secretEnc" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "lastStep" BIGINT NOT NULL DEFAULT 0,
    "resetAt" TIMESTAMPTZ(3),

    CONSTRAINT "Totp_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "codeHash" BYTEA NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EmailChange" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "newEmail" TEXT NOT NULL,
    "newKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "oldConfirmedAt" TIMESTAMPTZ(3),
    "newConfirmedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EmailChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerVisibility" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "grantedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "until" DATE NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PartnerVisibility_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRun" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "fileHash" BYTEA NOT NULL,
    "fileName" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "state" "ImportState" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ImportRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "runId" UUID NOT NULL,
    "rowNo" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "errors" JSONB,
    "outcome" "ImportOutcome",
    "reason" JSONB,

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("runId","rowNo")
);

-- CreateTable
CREATE TABLE "AuditPersonal" (
    "eventId" BIGINT NOT NULL,
    "salt" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditPersonal_pkey" PRIMARY KEY ("eventId")
);

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_codeHash_key" ON "RecoveryCode"("codeHash");

-- CreateIndex
CREATE INDEX "RecoveryCode_userId_idx" ON "RecoveryCode"("userId");

-- CreateIndex
CREATE INDEX "EmailChange_userId_idx" ON "EmailChange"("userId");

-- CreateIndex
CREATE INDEX "PartnerVisibility_partnerId_idx" ON "PartnerVisibility"("partnerId");

-- CreateIndex
CREATE INDEX "PartnerVisibility_until_idx" ON "PartnerVisibility"("until");

-- CreateIndex
CREATE INDEX "ImportRun_purchasingAccountId_createdAt_idx" ON "ImportRun"("purchasingAccountId", "createdAt");

-- CreateIndex
CREATE INDEX "OneTimeLink_emailChangeId_idx" ON "OneTimeLink"("emailChangeId");

-- CreateIndex
CREATE INDEX "AuditEvent_purchasingAccountId_actorId_id_idx" ON "AuditEvent"("purchasingAccountId", "actorId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_id_idx" ON "AuditEvent"("actorId", "id");

-- AddForeignKey
ALTER TABLE "Totp" ADD CONSTRAINT "Totp_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmailChange" ADD CONSTRAINT "EmailChange_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerVisibility" ADD CONSTRAINT "PartnerVisibility_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerVisibility" ADD CONSTRAINT "PartnerVisibility_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRun" ADD CONSTRAINT "ImportRun_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_emailChangeId_fkey" FOREIGN KEY ("emailChangeId") REFERENCES "EmailChange"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditPersonal" ADD CONSTRAINT "AuditPersonal_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "AuditEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma can't say.

ALTER TABLE "OneTimeLink" DROP CONSTRAINT "OneTimeLink_one_subject";
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_one_subject" CHECK (num_nonnulls("userId", "changeId", "invitationId", "emailChangeId") = 1);

-- One open change of the sign-in address per person.
CREATE UNIQUE INDEX "EmailChange_open_key" ON "EmailChange"("userId") WHERE "endedAt" IS NULL;

-- One grant of visibility per account and partner.
CREATE UNIQUE INDEX "PartnerVisibility_open_key" ON "PartnerVisibility"("purchasingAccountId", "partnerId") WHERE "endedAt" IS NULL;

-- One import runs in an account.
CREATE UNIQUE INDEX "ImportRun_running_key" ON "ImportRun"("purchasingAccountId") WHERE "state" = 'RUNNING';
CREATE INDEX "ImportRow_open_idx" ON "ImportRow"("runId", "rowNo") WHERE "outcome" IS NULL;

-- Manage Users sorts by last visit and by the day somebody was added.
CREATE INDEX "Membership_visit_idx" ON "Membership"("purchasingAccountId", "lastSeenAt" DESC NULLS LAST, "id" DESC);
CREATE INDEX "Membership_added_idx" ON "Membership"("purchasingAccountId", "createdAt" DESC, "id" DESC);

-- The trail is append-only: no row is deleted, and only its empty place in the chain is ever filled.
CREATE UNIQUE INDEX "AuditEvent_chain_key" ON "AuditEvent"("purchasingAccountId", "chainSeq") NULLS NOT DISTINCT WHERE "chainSeq" IS NOT NULL;
CREATE INDEX "AuditEvent_unsealed_idx" ON "AuditEvent"("id") WHERE "chainSeq" IS NULL;
CREATE FUNCTION "audit_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
    AND OLD."chainSeq" IS NULL AND OLD."hash" IS NULL
    AND NEW."chainSeq" IS NOT NULL AND NEW."hash" IS NOT NULL
    AND (to_jsonb(NEW) - 'chainSeq' - 'hash') = (to_jsonb(OLD) - 'chainSeq' - 'hash')
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the trail is append-only';
END
$$;
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION "audit_append_only"();
CREATE TRIGGER "AuditEvent_no_truncate" BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION "audit_append_only"();
