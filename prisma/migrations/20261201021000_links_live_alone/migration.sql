-- Of several links of one invitation each has an end and a code of its own.
ALTER TABLE "InvitationLink" ADD COLUMN "expiresAt" TIMESTAMPTZ(3),
ADD COLUMN "codeHmac" BYTEA,
ADD COLUMN "codeTries" INTEGER NOT NULL DEFAULT 0;

UPDATE "InvitationLink" l SET "expiresAt" = i."expiresAt" FROM "Invitation" i WHERE i."id" = l."invitationId";

-- The code that holds is made from the newest full link.
UPDATE "InvitationLink" l SET "codeHmac" = i."codeHmac", "codeTries" = i."codeTries"
FROM "Invitation" i
WHERE i."id" = l."invitationId" AND l."id" = (
  SELECT c."id" FROM "InvitationLink" c
  WHERE c."invitationId" = i."id" AND c."supersededAt" IS NULL AND c."kind" <> 'REMINDER'
  ORDER BY c."createdAt" DESC LIMIT 1);

ALTER TABLE "InvitationLink" ALTER COLUMN "expiresAt" SET NOT NULL;

ALTER TABLE "Invitation" DROP COLUMN "codeHmac", DROP COLUMN "codeTries";
