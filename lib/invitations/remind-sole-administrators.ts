import { db, type Tx } from "../db/client";
import { lockAccount } from "../db/lock";
import { transaction } from "../db/transaction";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";

const DAY = 24 * 60 * 60 * 1000;

/** Between two mails, and before the first one: somebody who has just come in knows that they are alone. */
const SOLE_MAIL_EVERY = 30 * DAY;

const AT_A_TIME = 500;

/**
 * The worker's round: who is the only active Account Administrator of a purchasing account is mailed
 * once a month until there is a second. Each account in a transaction of its own; what was missed while
 * nothing ran is sent once.
 */
export async function remindSoleAdministrators(now: Date): Promise<void> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const due = await dueAccounts(last, now);
    for (const { id } of due) await transaction((tx) => remind(tx, id, now));
    const end = due.at(-1);
    if (!end || due.length < AT_A_TIME) return;
    last = end.id;
  }
}

/** Account after account, so that a full page ends the search; two members are enough to know. */
async function dueAccounts(last: string, now: Date): Promise<{ id: string }[]> {
  const before = new Date(now.getTime() - SOLE_MAIL_EVERY);
  const lastDay = new Date(now.getTime() - DAY);
  return db.$queryRaw<{ id: string }[]>`
    SELECT a."id" FROM "PurchasingAccount" a JOIN "Agreement" g ON g."id" = a."agreementId"
    WHERE a."id" > ${last}::uuid
      AND (a."soleToldAt" IS NULL OR a."soleToldAt" <= ${before})
      AND g."status" = 'ACTIVE' AND (g."endsOn" IS NULL OR g."endsOn" > ${lastDay})
      AND (SELECT count(*) = 1 FROM (
        SELECT 1 FROM "Membership" m WHERE m."purchasingAccountId" = a."id"
          AND m."status" = 'ACTIVE' AND m."roles" @> ARRAY['ACCOUNT_ADMINISTRATOR']::"Role"[] LIMIT 2
      ) two)
      AND coalesce(
        (SELECT min(i."endedAt") FROM "Invitation" i
         WHERE i."purchasingAccountId" = a."id" AND i."status" = 'ACCEPTED'),
        a."createdAt") <= ${before}
    ORDER BY a."id" LIMIT ${AT_A_TIME}`;
}

/** Looks once more under the account's lock: a second one may have come in, another round been faster. */
async function remind(tx: Tx, purchasingAccountId: string, now: Date): Promise<void> {
  await lockAccount(tx, purchasingAccountId);
  const [administrator, second] = await tx.membership.findMany({
    where: { purchasingAccountId, status: "ACTIVE", roles: { has: "ACCOUNT_ADMINISTRATOR" } },
    orderBy: { id: "asc" },
    take: 2,
  });
  if (!administrator || second) return;
  const { count } = await tx.purchasingAccount.updateMany({
    where: {
      id: purchasingAccountId,
      OR: [
        { soleToldAt: null },
        { soleToldAt: { lte: new Date(now.getTime() - SOLE_MAIL_EVERY) } },
      ],
    },
    data: { soleToldAt: now },
  });
  if (count === 0) return;
  await enqueueMail(tx, now, {
    template: "soleAdministrator",
    language: administrator.language,
    to: recipientOf(administrator),
    props: { membershipId: administrator.id },
    purchasingAccountId,
  });
}
