-- What comes back and can't be read isn't shown as sent.
ALTER TYPE "MessageState" ADD VALUE 'RETURNED' BEFORE 'SUPPRESSED';
ALTER TABLE "EmailMessage" DROP CONSTRAINT "EmailMessage_bounced";
ALTER TABLE "EmailMessage" ADD CONSTRAINT "EmailMessage_bounced" CHECK (("state"::text IN ('BOUNCED', 'RETURNED')) = ("bouncedAt" IS NOT NULL));
