-- CreateEnum
CREATE TYPE "PartKind" AS ENUM ('LICENSE', 'MAINTENANCE', 'STEP_UP');

-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('PROCESSING', 'COMPLETED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "KeyStatus" AS ENUM ('ACTIVE', 'BLOCKED', 'REPLACED');

-- CreateEnum
CREATE TYPE "DataImportState" AS ENUM ('RUNNING', 'DONE', 'REFUSED', 'FAILED');

-- CreateTable
CREATE TABLE "Product" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "codeKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "needsKey" BOOLEAN NOT NULL,
    "hasDownload" BOOLEAN NOT NULL,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Part" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "productId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "pool" TEXT NOT NULL,
    "kind" "PartKind" NOT NULL,

    CONSTRAINT "Part_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "orderedOn" DATE NOT NULL,
    "partnerId" UUID NOT NULL,
    "customerReference" TEXT,
    "status" "OrderStatus" NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "lineCount" INTEGER NOT NULL DEFAULT 0,
    "quantity" BIGINT NOT NULL DEFAULT 0,
    "productIds" UUID[],
    "countries" TEXT[],

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "orderId" UUID NOT NULL,
    "lineNo" INTEGER NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "orderedOn" DATE NOT NULL,
    "partId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "usageCountry" TEXT NOT NULL,
    "termFrom" DATE,
    "termUntil" DATE,
    "stepUpFromId" UUID,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("orderId","lineNo")
);

-- CreateTable
CREATE TABLE "Entitlement" (
    "purchasingAccountId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "pool" TEXT NOT NULL,
    "partnerId" UUID NOT NULL,
    "bought" BIGINT NOT NULL,
    "steppedIn" BIGINT NOT NULL,
    "steppedOut" BIGINT NOT NULL,

    CONSTRAINT "Entitlement_pkey" PRIMARY KEY ("purchasingAccountId","productId","pool","partnerId")
);

-- CreateTable
CREATE TABLE "MaintenanceTerm" (
    "purchasingAccountId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "pool" TEXT NOT NULL,
    "partnerId" UUID NOT NULL,
    "termFrom" DATE NOT NULL,
    "termUntil" DATE NOT NULL,
    "quantity" BIGINT NOT NULL,

    CONSTRAINT "MaintenanceTerm_pkey" PRIMARY KEY ("purchasingAccountId","productId","pool","partnerId","termFrom","termUntil")
);

-- CreateTable
CREATE TABLE "LicenseKey" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "secretEnc" BYTEA NOT NULL,
    "secretHmac" BYTEA NOT NULL,
    "last5" TEXT NOT NULL,
    "activationsAllowed" INTEGER,
    "activationsUsed" INTEGER,
    "status" "KeyStatus" NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LicenseKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SoftwareFile" (
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,

    CONSTRAINT "SoftwareFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "serviceKey" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "seatsTaken" INTEGER NOT NULL DEFAULT 0,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DataImport" (
    "id" UUID NOT NULL,
    "state" "DataImportState" NOT NULL,
    "byId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "dryRun" BOOLEAN NOT NULL,
    "step" TEXT,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "summary" JSONB,
    "problems" JSONB,

    CONSTRAINT "DataImport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Product_codeKey_key" ON "Product"("codeKey");

-- CreateIndex
CREATE UNIQUE INDEX "Part_numberKey_key" ON "Part"("numberKey");

-- CreateIndex
CREATE INDEX "Part_productId_idx" ON "Part"("productId");

-- CreateIndex
CREATE INDEX "Order_purchasingAccountId_orderedOn_id_idx" ON "Order"("purchasingAccountId", "orderedOn" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Order_partnerId_idx" ON "Order"("partnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Order_purchasingAccountId_numberKey_key" ON "Order"("purchasingAccountId", "numberKey");

-- CreateIndex
CREATE INDEX "OrderLine_purchasingAccountId_productId_orderedOn_orderId_l_idx" ON "OrderLine"("purchasingAccountId", "productId", "orderedOn" DESC, "orderId" DESC, "lineNo");

-- CreateIndex
CREATE INDEX "OrderLine_partId_idx" ON "OrderLine"("partId");

-- CreateIndex
CREATE INDEX "OrderLine_productId_idx" ON "OrderLine"("productId");

-- CreateIndex
CREATE INDEX "OrderLine_stepUpFromId_purchasingAccountId_idx" ON "OrderLine"("stepUpFromId", "purchasingAccountId");

-- CreateIndex
CREATE INDEX "Entitlement_productId_idx" ON "Entitlement"("productId");

-- CreateIndex
CREATE INDEX "LicenseKey_productId_idx" ON "LicenseKey"("productId");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseKey_purchasingAccountId_secretHmac_key" ON "LicenseKey"("purchasingAccountId", "secretHmac");

-- CreateIndex
CREATE UNIQUE INDEX "SoftwareFile_productId_version_language_platform_kind_key" ON "SoftwareFile"("productId", "version", "language", "platform", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_purchasingAccountId_serviceKey_key" ON "Subscription"("purchasingAccountId", "serviceKey");

-- CreateIndex
CREATE INDEX "DataImport_createdAt_idx" ON "DataImport"("createdAt");

-- AddForeignKey
ALTER TABLE "Part" ADD CONSTRAINT "Part_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_partId_fkey" FOREIGN KEY ("partId") REFERENCES "Part"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_stepUpFromId_fkey" FOREIGN KEY ("stepUpFromId") REFERENCES "Product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenseKey" ADD CONSTRAINT "LicenseKey_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenseKey" ADD CONSTRAINT "LicenseKey_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SoftwareFile" ADD CONSTRAINT "SoftwareFile_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_purchasingAccountId_fkey" FOREIGN KEY ("purchasingAccountId") REFERENCES "PurchasingAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma can't say.

ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_quantity" CHECK ("quantity" > 0);
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_term" CHECK (("termFrom" IS NULL) = ("termUntil" IS NULL) AND "termFrom" <= "termUntil");
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_step_up" CHECK ("stepUpFromId" <> "productId");
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_seats" CHECK (0 <= "seatsTaken" AND "seatsTaken" <= "seats");
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_term" CHECK ("from" <= "until");
