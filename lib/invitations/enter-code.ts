import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { codeKey, parseAddress } from "../canonical";
import { db, pool } from "../db/client";
import { refuse } from "../errors";
import { countTry, forgiveTry } from "../limits";
import type { Origin } from "../policy/actor";
import { isCode, tokenOf } from "../secrets";

/** After so many wrong tries a code is dead; its link lives on. */
const TRIES = 5;

/** Every refusal takes this long in milliseconds, so that the time says nothing about the address. */
const REFUSED_AFTER = 250;

export const enterCodeSchema = z.object({
  email: z.string("required").trim().min(1, "required").max(320, "emailTooLong"),
  code: z.string("required").trim().min(1, "required").max(40, "codeMalformed"),
});

/**
 * Finds the invitation that an address and its typed code belong to; the token of its page. The try
 * is counted on the invitation before anything is compared, and counts only when it was wrong. One
 * `invalid` refusal, after the same time, for an unknown address, a wrong and a dead code.
 */
export async function enterCode(
  input: z.infer<typeof enterCodeSchema>,
  origin: Origin,
  now = new Date(),
): Promise<{ token: string }> {
  const token = await judgeCode(origin, "codeWrong", () => tokenBehind(input, now));
  return { token };
}

/**
 * What a typed code leads to: the try is counted before anything is looked for, and counts only when it was
 * wrong. Every refusal is the same and takes the same time.
 */
export async function judgeCode<Found>(
  origin: Origin,
  refusal: string,
  find: () => Promise<Found | undefined>,
): Promise<Found> {
  const end = wait(REFUSED_AFTER);
  await countTry("codes", origin.addressBlock);
  const found = await find();
  if (found === undefined) {
    await end;
    throw refuse("invalid", refusal);
  }
  await forgiveTry("codes", origin.addressBlock);
  return found;
}

async function tokenBehind({ email, code }: z.infer<typeof enterCodeSchema>, now: Date) {
  const address = parseAddress(email);
  if (typeof address === "string") return undefined;
  const tried = await countCodeTry(address.emailKey, now);
  const found = tried.find(({ id, codeHmac }) => isCode(codeKey(code), id, codeHmac));
  if (!found) return bury(tried.map(({ id }) => id));
  // An address may have several open invitations; only wrong tries count against any of them.
  await db.invitation.updateMany({
    where: { id: { in: tried.map(({ id }) => id) }, codeTries: { gt: 0 } },
    data: { codeTries: { decrement: 1 } },
  });
  const link = await db.invitationLink.findFirst({
    where: { invitationId: found.id, supersededAt: null },
    orderBy: { createdAt: "desc" },
  });
  return link ? tokenOf("invitation", link.id, link.tokenHash) : undefined;
}

/** A code that was tried too often is dead, and no later mail carries it. */
async function bury(ids: readonly string[]): Promise<undefined> {
  await db.invitation.updateMany({
    where: { id: { in: [...ids] }, codeTries: { gte: TRIES } },
    data: { codeHmac: null },
  });
}

/** Counts a try on every open invitation of an address whose code is alive, and reads their codes. */
async function countCodeTry(emailKey: string, now: Date) {
  const { rows } = await pool.query<{ id: string; codeHmac: Buffer }>(
    `UPDATE "Invitation" SET "codeTries" = "codeTries" + 1
     WHERE "status" = 'PENDING' AND "expiresAt" > $2 AND "codeHmac" IS NOT NULL AND "codeTries" < $3
       AND ("membershipId" IN (SELECT "id" FROM "Membership" WHERE "emailKey" = $1 AND "status" = 'INVITED')
         OR "partnerUserId" IN (SELECT "id" FROM "PartnerUser" WHERE "emailKey" = $1 AND "status" = 'INVITED'))
     RETURNING "id", "codeHmac"`,
    [emailKey, now, TRIES],
  );
  return rows;
}
