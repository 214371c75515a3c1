-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('REPLACE', 'CORRECT_ADDRESS');

-- CreateEnum
CREATE TYPE "ChangeState" AS ENUM ('WAITING', 'OBJECTED', 'REVIEW', 'APPLIED', 'CANCELLED', 'REFUSED');

-- CreateEnum
CREATE TYPE "ReviewReason" AS ENUM ('PARTNER_ADDRESS', 'NOBODY_SEEN');

-- AlterEnum
ALTER TYPE "InvitationKind" ADD VALUE 'PARTNER';

-- AlterEnum
ALTER TYPE "LinkKind" ADD VALUE 'REMINDER';

-- AlterEnum

ALTER TYPE "OneTimePurpose" ADD VALUE 'OBJECTION';
ALTER TYPE "OneTimePurpose" ADD VALUE 'OPT_OUT';

-- AlterEnum
ALTER TYPE "MessageState" ADD VALUE 'BOUNCED';

-- DropForeignKey
ALTER TABLE "Invitation" DROP CONSTRAINT "Invitation_membershipId_fkey";

-- DropForeignKey
ALTER TABLE "OneTimeLink" DROP CONSTRAINT "OneTimeLink_userId_fkey";

-- DropIndex
DROP INDEX "PurchasingAccount_partnerId_idx";

-- AlterTable
ALTER TABLE "Operator" ADD COLUMN     "endedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "codeHmac" BYTEA,
ADD COLUMN     "codeTries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "declineReason" TEXT,
ADD COLUMN     "noticeAt" TIMESTAMPTZ(3),
ADD COLUMN     "partnerUserId" UUID,
ADD COLUMN     "remindersOff" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "purchasingAccountId" DROP NOT NULL,
ALTER COLUMN "membershipId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "InvitationLink" ADD COLUMN     "startedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "OneTimeLink" ADD COLUMN     "changeId" UUID,
ADD COLUMN     "invitationId" UUID,
ADD COLUMN     "issuedTo" TEXT,
ALTER COLUMN "userId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "EmailMessage" ADD COLUMN     "bouncedAt" TIMESTAMPTZ(3),
ADD COLUMN     "returnKey" TEXT;

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "partnerId" UUID;

-- CreateTable
CREATE TABLE "PartnerUser" (
    "id" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "userId" UUID,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "isAdministrator" BOOLEAN NOT NULL,
    "status" "MembershipStatus" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3),

    CONSTRAINT "PartnerUser_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DesignationChange" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "state" "ChangeState" NOT NULL,
    "reviewReason" "ReviewReason",
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "partnerId" UUID,
    "requestedByKind" "ActorKind" NOT NULL,
    "requestedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "actsAt" TIMESTAMPTZ(3) NOT NULL,
    "objectedAt" TIMESTAMPTZ(3),
    "objectedBy" TEXT,
    "objection" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "DesignationChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Suppression" (
    "toKey" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Suppression_pkey" PRIMARY KEY ("toKey")
);

-- CreateIndex
CREATE INDEX "PartnerUser_partnerId_id_idx" ON "PartnerUser"("partnerId", "id");

-- CreateIndex
CREATE INDEX "PartnerUser_userId_idx" ON "PartnerUser"("userId");

-- CreateIndex
CREATE INDEX "PartnerUser_emailKey_idx" ON "PartnerUser"("emailKey");

-- CreateIndex
CREATE INDEX "DesignationChange_purchasingAccountId_createdAt_idx" ON "DesignationChange"("purchasingAccountId", "createdAt");

-- CreateIndex
CREATE INDEX "DesignationChange_state_actsAt_idx" ON "DesignationChange"("state", "actsAt");

-- CreateIndex
CREATE INDEX "PurchasingAccount_partnerId_numberKey_idx" ON "PurchasingAccount"("partnerId", "numberKey");

-- CreateIndex
CREATE INDEX "Designation_purchasingAccountId_since_idx" ON "Designation"("purchasingAccountId", "since");

-- CreateIndex
CREATE INDEX "Invitation_partnerUserId_createdAt_idx" ON "Invitation"("partnerUserId", "createdAt");

-- CreateIndex
CREATE INDEX "OneTimeLink_changeId_idx" ON "OneTimeLink"("changeId");

-- CreateIndex
CREATE INDEX "OneTimeLink_invitationId_idx" ON "OneTimeLink"("invitationId");

-- CreateIndex
CREATE UNIQUE INDEX "EmailMessage_returnKey_key" ON "EmailMessage"("returnKey");

-- CreateIndex
CREATE INDEX "EmailMessage_state_id_idx" ON "EmailMessage"("state", "id");

-- CreateIndex
CREATE INDEX "EmailMessage_toKey_id_idx" ON "EmailMessage"("toKey", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_partnerId_id_idx" ON "AuditEvent"("partnerId", "id");

-- AddForeignKey
ALTER TABLE "PartnerUser" ADD CONSTRAINT "PartnerUser_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerUser" ADD CONSTRAINT "PartnerUser_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DesignationChange" ADD CONSTRAINT "DesignationChange_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_partnerUserId_fkey" FOREIGN KEY ("partnerUserId") REFERENCES "PartnerUser"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "DesignationChange"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- What Prisma can't say. A value that this migration adds to an enum can't be used in it yet, so the
-- checks compare texts.

-- An invitation lets in either a member of an account or a partner's person.
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_one_invitee" CHECK (
  num_nonnulls("membershipId", "partnerUserId") = 1
  AND ("membershipId" IS NULL) = ("purchasingAccountId" IS NULL)
  AND ("kind"::text = 'PARTNER') = ("membershipId" IS NULL)
);
CREATE UNIQUE INDEX "Invitation_open_partner_key" ON "Invitation"("partnerUserId") WHERE "status" = 'PENDING';

-- One living person per partner and address, and a sign-in belongs to one partner.
CREATE UNIQUE INDEX "PartnerUser_living_email_key" ON "PartnerUser"("partnerId", "emailKey") WHERE "status" <> 'REMOVED';
CREATE UNIQUE INDEX "PartnerUser_living_user_key" ON "PartnerUser"("userId") WHERE "status" <> 'REMOVED';
ALTER TABLE "PartnerUser" ADD CONSTRAINT "PartnerUser_user_when_in" CHECK ("userId" IS NOT NULL OR "status" NOT IN ('ACTIVE', 'DISABLED'));

-- One open change of the designation per account.
CREATE UNIQUE INDEX "DesignationChange_open_key" ON "DesignationChange"("purchasingAccountId") WHERE "state" IN ('WAITING', 'OBJECTED', 'REVIEW');
ALTER TABLE "DesignationChange" ADD CONSTRAINT "DesignationChange_ended" CHECK (("state" IN ('WAITING', 'OBJECTED', 'REVIEW')) = ("endedAt" IS NULL));
ALTER TABLE "DesignationChange" ADD CONSTRAINT "DesignationChange_objection" CHECK (("objectedAt" IS NULL) = ("objection" IS NULL));

-- A single-use link belongs to one thing.
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_one_subject" CHECK (num_nonnulls("userId", "changeId", "invitationId") = 1);

ALTER TABLE "EmailMessage" ADD CONSTRAINT "EmailMessage_bounced" CHECK (("state"::text = 'BOUNCED') = ("bouncedAt" IS NOT NULL));

-- Invitations of before get no reminders, but their end is still told.
UPDATE "Invitation" SET "noticeAt" = "expiresAt" WHERE "status" = 'PENDING';
CREATE INDEX "Invitation_notice_idx" ON "Invitation"("noticeAt") WHERE "status" = 'PENDING' AND "noticeAt" IS NOT NULL;

-- Numbers are paged and searched by prefix, names and addresses by trigrams.
ALTER TABLE "PurchasingAccount" ALTER COLUMN "numberKey" TYPE TEXT COLLATE "C";
ALTER TABLE "Agreement" ALTER COLUMN "numberKey" TYPE TEXT COLLATE "C";
ALTER TABLE "Partner" ALTER COLUMN "numberKey" TYPE TEXT COLLATE "C";
ALTER TABLE "EmailMessage" ALTER COLUMN "toKey" TYPE TEXT COLLATE "C";
ALTER TABLE "Suppression" ALTER COLUMN "toKey" TYPE TEXT COLLATE "C";
CREATE INDEX "Organization_name_idx" ON "Organization" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "Partner_name_idx" ON "Partner" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "Designation_search_idx" ON "Designation" USING gin (lower("firstName" || ' ' || "lastName" || ' ' || "emailKey") gin_trgm_ops) WHERE "until" IS NULL;
