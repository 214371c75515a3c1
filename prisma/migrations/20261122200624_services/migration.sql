-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN     "autoAssign" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Seat" (
    "id" UUID NOT NULL,
    "purchasingAccountId" UUID NOT NULL,
    "subscriptionId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "assignedById" UUID,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedById" UUID,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "serviceKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "keyHash" BYTEA NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Seat_subscriptionId_emailKey_idx" ON "Seat"("subscriptionId", "emailKey");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_keyHash_key" ON "ApiKey"("keyHash");

-- CreateIndex
CREATE INDEX "Subscription_serviceKey_idx" ON "Subscription"("serviceKey");

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "Subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma can't say.

-- An address has one seat of a subscription at a time.
CREATE UNIQUE INDEX "Seat_held_key" ON "Seat" ("subscriptionId", "emailKey") WHERE "releasedAt" IS NULL;
-- Whether an address may use a service is asked without knowing its account.
CREATE INDEX "Seat_address_idx" ON "Seat" ("emailKey") WHERE "releasedAt" IS NULL;
-- The lists of those who have a seat and of those who had one, newest first, and their search.
CREATE INDEX "Seat_held_idx" ON "Seat" ("subscriptionId", "id") WHERE "releasedAt" IS NULL;
CREATE INDEX "Seat_released_idx" ON "Seat" ("subscriptionId", "id") WHERE "releasedAt" IS NOT NULL;
CREATE INDEX "Seat_search_idx" ON "Seat" USING gin ("subscriptionId", "emailKey" gin_trgm_ops);

-- The vendor may lower the seats below those that are taken: nobody loses one, and none is given.
ALTER TABLE "Subscription" DROP CONSTRAINT "Subscription_seats";
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_seats" CHECK (0 <= "seatsTaken" AND 0 <= "seats");
