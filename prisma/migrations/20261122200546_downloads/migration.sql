-- CreateTable
CREATE TABLE "Download" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "linkEndsAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "bytesSent" BIGINT NOT NULL DEFAULT 0,
    "covered" int8multirange NOT NULL DEFAULT '{}'::int8multirange,

    CONSTRAINT "Download_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Download_purchasingAccountId_idx" ON "Download"("purchasingAccountId");

-- CreateIndex
CREATE INDEX "Download_fileId_idx" ON "Download"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "Download_membershipId_fileId_linkEndsAt_key" ON "Download"("membershipId", "fileId", "linkEndsAt");

-- AddForeignKey
ALTER TABLE "Download" ADD CONSTRAINT "Download_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Download" ADD CONSTRAINT "Download_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Download" ADD CONSTRAINT "Download_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "SoftwareFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma can't say.

-- Those that aren't through, for the round that gives them up.
CREATE INDEX "Download_open_idx" ON "Download" ("linkEndsAt") WHERE "endedAt" IS NULL;
