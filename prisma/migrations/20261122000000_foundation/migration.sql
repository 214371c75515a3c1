-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "AgreementStatus" AS ENUM ('ACTIVE', 'TERMINATED');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ACCOUNT_ADMINISTRATOR', 'AGREEMENT_ADMINISTRATOR', 'USER_ADMINISTRATOR', 'ACCOUNT_MANAGER', 'REPORT_VIEWER', 'ACCOUNT_VIEWER');

-- CreateEnum
CREATE TYPE "MembershipStatus" AS ENUM ('INVITED', 'ACTIVE', 'DISABLED', 'REMOVED');

-- CreateEnum
CREATE TYPE "InvitationKind" AS ENUM ('ADMINISTRATOR', 'COLLEAGUE');

-- CreateEnum
CREATE TYPE "InvitationStatus" AS ENUM ('PENDING', 'ACCEPTED', 'DECLINED', 'REVOKED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "LinkKind" AS ENUM ('FIRST', 'RESEND');

-- CreateEnum
CREATE TYPE "OneTimePurpose" AS ENUM ('RESET', 'OPERATOR');

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('QUEUED', 'SENDING', 'SENT', 'DEFERRED', 'FAILED', 'SUPPRESSED');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('MEMBER', 'PARTNER', 'OPERATOR', 'PERSON', 'SYSTEM');

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Partner" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "signedOn" DATE NOT NULL,
    "endsOn" DATE,
    "status" "AgreementStatus" NOT NULL DEFAULT 'ACTIVE',
    "signatoryName" TEXT NOT NULL,
    "signatoryEmail" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PurchasingAccount" (
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "partnerId" UUID,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PurchasingAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Designation" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "membershipId" UUID,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "blockedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Designation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "passwordHash" TEXT,
    "passwordChangedAt" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "secretHash" BYTEA NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "idleUntil" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "addressBlock" TEXT NOT NULL,
    "agent" TEXT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "userId" UUID,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "firstName" TEXT NOT NULL,
    "lastName" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "roles" "Role"[],
    "status" "MembershipStatus" NOT NULL,
    "grantedById" UUID,
    "sortName" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Operator" (
    "userId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Operator_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "kind" "InvitationKind" NOT NULL,
    "status" "InvitationStatus" NOT NULL DEFAULT 'PENDING',
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "invitedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "heldAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvitationLink" (
    "id" UUID NOT NULL,
    "invitationId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "kind" "LinkKind" NOT NULL,
    "sentToKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "InvitationLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OneTimeLink" (
    "id" UUID NOT NULL,
    "purpose" "OneTimePurpose" NOT NULL,
    "userId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OneTimeLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EmailMessage" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "props" JSONB NOT NULL,
    "toName" TEXT NOT NULL,
    "toAddress" TEXT NOT NULL,
    "toKey" TEXT NOT NULL,
    "linkId" UUID,
    "oneTimeLinkId" UUID,
    "messageId" TEXT NOT NULL,
    "state" "MessageState" NOT NULL DEFAULT 'QUEUED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "nextTryAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "lastAnswer" TEXT,
    "once" TEXT,

    CONSTRAINT "EmailMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "purchasingAccountId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" "ActorKind" NOT NULL,
    "actorId" UUID,
    "action" TEXT NOT NULL,
    "objectKind" TEXT NOT NULL,
    "objectId" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "requestId" TEXT,
    "addressBlock" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organization_numberKey_key" ON "Organization"("numberKey");

-- CreateIndex
CREATE UNIQUE INDEX "Partner_numberKey_key" ON "Partner"("numberKey");

-- CreateIndex
CREATE UNIQUE INDEX "Agreement_numberKey_key" ON "Agreement"("numberKey");

-- CreateIndex
CREATE INDEX "Agreement_organizationId_idx" ON "Agreement"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "PurchasingAccount_numberKey_key" ON "PurchasingAccount"("numberKey");

-- CreateIndex
CREATE INDEX "PurchasingAccount_agreementId_idx" ON "PurchasingAccount"("agreementId");

-- CreateIndex
CREATE INDEX "PurchasingAccount_partnerId_idx" ON "PurchasingAccount"("partnerId");

-- CreateIndex
CREATE INDEX "Designation_membershipId_idx" ON "Designation"("membershipId");

-- CreateIndex
CREATE INDEX "Designation_emailKey_idx" ON "Designation"("emailKey");

-- CreateIndex
CREATE UNIQUE INDEX "User_emailKey_key" ON "User"("emailKey");

-- CreateIndex
CREATE UNIQUE INDEX "Session_secretHash_key" ON "Session"("secretHash");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Membership_purchasingAccountId_sortName_id_idx" ON "Membership"("purchasingAccountId", "sortName", "id");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE INDEX "Membership_emailKey_idx" ON "Membership"("emailKey");

-- CreateIndex
CREATE INDEX "Membership_grantedById_idx" ON "Membership"("grantedById");

-- CreateIndex
CREATE INDEX "Invitation_membershipId_createdAt_idx" ON "Invitation"("membershipId", "createdAt");

-- CreateIndex
CREATE INDEX "Invitation_purchasingAccountId_status_expiresAt_idx" ON "Invitation"("purchasingAccountId", "status", "expiresAt");

-- CreateIndex
CREATE INDEX "Invitation_purchasingAccountId_heldAt_idx" ON "Invitation"("purchasingAccountId", "heldAt");

-- CreateIndex
CREATE INDEX "Invitation_invitedById_idx" ON "Invitation"("invitedById");

-- CreateIndex
CREATE UNIQUE INDEX "InvitationLink_tokenHash_key" ON "InvitationLink"("tokenHash");

-- CreateIndex
CREATE INDEX "InvitationLink_invitationId_createdAt_idx" ON "InvitationLink"("invitationId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "OneTimeLink_tokenHash_key" ON "OneTimeLink"("tokenHash");

-- CreateIndex
CREATE INDEX "OneTimeLink_userId_purpose_idx" ON "OneTimeLink"("userId", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "EmailMessage_messageId_key" ON "EmailMessage"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "EmailMessage_once_key" ON "EmailMessage"("once");

-- CreateIndex
CREATE INDEX "EmailMessage_state_nextTryAt_id_idx" ON "EmailMessage"("state", "nextTryAt", "id");

-- CreateIndex
CREATE INDEX "EmailMessage_purchasingAccountId_state_id_idx" ON "EmailMessage"("purchasingAccountId", "state", "id");

-- CreateIndex
CREATE INDEX "EmailMessage_linkId_idx" ON "EmailMessage"("linkId");

-- CreateIndex
CREATE INDEX "EmailMessage_oneTimeLinkId_idx" ON "EmailMessage"("oneTimeLinkId");

-- CreateIndex
CREATE INDEX "AuditEvent_purchasingAccountId_id_idx" ON "AuditEvent"("purchasingAccountId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_objectId_idx" ON "AuditEvent"("objectId");

-- CreateIndex
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PurchasingAccount" ADD CONSTRAINT "PurchasingAccount_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "Agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PurchasingAccount" ADD CONSTRAINT "PurchasingAccount_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Designation" ADD CONSTRAINT "Designation_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Designation" ADD CONSTRAINT "Designation_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_grantedById_fkey" FOREIGN KEY ("grantedById") REFERENCES "Membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Operator" ADD CONSTRAINT "Operator_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "Membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvitationLink" ADD CONSTRAINT "InvitationLink_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmailMessage" ADD CONSTRAINT "EmailMessage_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "InvitationLink"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmailMessage" ADD CONSTRAINT "EmailMessage_oneTimeLinkId_fkey" FOREIGN KEY ("oneTimeLinkId") REFERENCES "OneTimeLink"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- What Prisma can't say.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- One designated administrator per purchasing account.
CREATE UNIQUE INDEX "Designation_current_key" ON "Designation"("purchasingAccountId") WHERE "until" IS NULL;

-- One living person per account and address, and per account and sign-in.
CREATE UNIQUE INDEX "Membership_living_email_key" ON "Membership"("purchasingAccountId", "emailKey") WHERE "status" <> 'REMOVED';
CREATE UNIQUE INDEX "Membership_living_user_key" ON "Membership"("purchasingAccountId", "userId") WHERE "status" <> 'REMOVED';
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_user_when_in" CHECK ("userId" IS NOT NULL OR "status" NOT IN ('ACTIVE', 'DISABLED'));

-- One open invitation per membership.
CREATE UNIQUE INDEX "Invitation_open_key" ON "Invitation"("membershipId") WHERE "status" = 'PENDING';

ALTER TABLE "Membership" ALTER COLUMN "roles" SET NOT NULL;

-- An invitation's account is its membership's.
CREATE UNIQUE INDEX "Membership_id_account_key" ON "Membership"("id", "purchasingAccountId");
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_account_fkey" FOREIGN KEY ("membershipId", "purchasingAccountId") REFERENCES "Membership"("id", "purchasingAccountId");
ALTER TABLE "EmailMessage" ADD CONSTRAINT "EmailMessage_account_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id");

-- A held or ended row can't be half said.
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_ended" CHECK (("status" = 'PENDING') = ("endedAt" IS NULL));

-- Lists are ordered by code point, whatever the database's collation, so that keyset paging and
-- prefix search use one index.
ALTER TABLE "Membership" ALTER COLUMN "sortName" TYPE TEXT COLLATE "C";
CREATE INDEX "Membership_search_idx" ON "Membership" USING gin ("purchasingAccountId", "searchText" gin_trgm_ops);
CREATE INDEX "Membership_roles_idx" ON "Membership" USING gin ("purchasingAccountId", "roles");
