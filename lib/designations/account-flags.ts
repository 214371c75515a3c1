import { Prisma } from "../../prisma/generated/client";

/** Why an account is in the work queue of those who serve it. */
export const FLAGS = [
  "neverAccepted",
  "mailTrouble",
  "endsSoon",
  "withoutAccess",
  "soleAdministrator",
] as const;

export type Flag = (typeof FLAGS)[number];

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** Whether the agreement is active: nobody can put anything right in one that has ended. */
export function isLive(now: Date): Prisma.Sql {
  const today = now.toISOString().slice(0, 10);
  return Prisma.sql`(g."status" = 'ACTIVE' AND (g."endsOn" IS NULL OR g."endsOn" >= ${today}::date))`;
}

/** Each flag as a column over the joins of FLAG_JOINS; none in an agreement that has ended. */
export function flagColumns(now: Date): Record<Flag, Prisma.Sql> {
  const live = isLive(now);
  const columns = reasons(new Date(now.getTime() + WEEK));
  return Object.fromEntries(
    FLAGS.map((flag) => [flag, Prisma.sql`(${live} AND ${columns[flag]})`]),
  ) as Record<Flag, Prisma.Sql>;
}

function reasons(soon: Date): Record<Flag, Prisma.Sql> {
  return {
    // A membership with a user has been accepted; without one the way in was never taken.
    neverAccepted: Prisma.sql`(m."status" = 'INVITED')`,
    mailTrouble: Prisma.sql`(m."status" = 'INVITED' AND i."status" = 'PENDING' AND coalesce(
      e."state" IN ('BOUNCED', 'RETURNED', 'FAILED', 'DEFERRED')
      OR (e."state" = 'SUPPRESSED' AND e."lastAnswer" IS NOT NULL), false))`,
    endsSoon: Prisma.sql`(m."status" = 'INVITED' AND i."status" = 'PENDING' AND i."expiresAt" <= ${soon})`,
    withoutAccess: Prisma.sql`(m."id" IS NULL OR m."status" = 'DISABLED' OR d."blockedAt" IS NOT NULL
      OR (m."status" = 'INVITED' AND coalesce(i."status" NOT IN ('PENDING', 'DECLINED'), true)))`,
    soleAdministrator: Prisma.sql`(SELECT count(*) = 1 FROM (
      SELECT 1 FROM "Membership" x WHERE x."purchasingAccountId" = a."id" AND x."status" = 'ACTIVE'
        AND x."roles" @> ARRAY['ACCOUNT_ADMINISTRATOR']::"Role"[] LIMIT 2) two)`,
  };
}

/**
 * The designated person of each account `a`, their newest invitation and its newest mail. Each is looked
 * up for one account after the other, as the limits make PostgreSQL do: a full page ends the search.
 */
export const FLAG_JOINS = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT "status", "endsOn" FROM "Agreement" WHERE "id" = a."agreementId" LIMIT 1
  ) g ON true
  LEFT JOIN LATERAL (
    SELECT * FROM "Designation" WHERE "purchasingAccountId" = a."id" AND "until" IS NULL LIMIT 1
  ) d ON true
  LEFT JOIN LATERAL (
    SELECT * FROM "Membership" WHERE "purchasingAccountId" = a."id" AND "emailKey" = d."emailKey"
      AND "status" <> 'REMOVED' LIMIT 1
  ) m ON true
  LEFT JOIN LATERAL (
    SELECT * FROM "Invitation" WHERE "membershipId" = m."id" ORDER BY "createdAt" DESC LIMIT 1
  ) i ON true
  LEFT JOIN LATERAL (
    SELECT msg."state", msg."lastAnswer" FROM "InvitationLink" l
    JOIN "EmailMessage" msg ON msg."linkId" = l."id"
    WHERE l."invitationId" = i."id" AND l."supersededAt" IS NULL
    ORDER BY l."createdAt" DESC, msg."createdAt" DESC LIMIT 1
  ) e ON true`;
