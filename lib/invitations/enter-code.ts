import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { codeKey, parseAddress } from "../canonical";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
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
 * Finds the link that an address and its typed code belong to; the token of its page. The try is
 * counted on each code of the address before anything is compared, and counts only when it was wrong. One
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
  return transaction(async (tx) => {
    const tried = await countCodeTry(tx, address.emailKey, now);
    const found = tried.find((link) => isCode(codeKey(code), link.invitationId, link.codeHmac));
    const all = { id: { in: tried.map(({ id }) => id) } };
    if (!found) return bury(tx, all);
    // An address may have several codes, of one invitation and of others; only wrong tries count.
    await tx.invitationLink.updateMany({ where: all, data: { codeTries: { decrement: 1 } } });
    return tokenOf("invitation", found.id, found.tokenHash);
  });
}

/** A code that was tried too often is dead, and no later mail carries it. */
async function bury(tx: Tx, all: { readonly id: { readonly in: string[] } }): Promise<undefined> {
  await tx.invitationLink.updateMany({
    where: { ...all, codeTries: { gte: TRIES } },
    data: { codeHmac: null },
  });
}

interface Tried {
  readonly id: string;
  readonly invitationId: string;
  readonly codeHmac: Uint8Array;
  readonly tokenHash: Uint8Array;
}

/**
 * Counts a try on every living code of an address and reads them: locked in one order, since two who try at
 * the same moment have the same codes before them.
 */
function countCodeTry(tx: Tx, emailKey: string, now: Date): Promise<Tried[]> {
  return tx.$queryRaw<Tried[]>`
    WITH alive AS (
      SELECT l."id" FROM "InvitationLink" l JOIN "Invitation" i ON i."id" = l."invitationId"
      WHERE i."status" = 'PENDING' AND i."expiresAt" > ${now} AND l."expiresAt" > ${now}
        AND l."supersededAt" IS NULL AND l."codeHmac" IS NOT NULL AND l."codeTries" < ${TRIES}
        AND (i."membershipId" IN (SELECT "id" FROM "Membership" WHERE "emailKey" = ${emailKey} AND "status" = 'INVITED')
          OR i."partnerUserId" IN (SELECT "id" FROM "PartnerUser" WHERE "emailKey" = ${emailKey} AND "status" = 'INVITED'))
      ORDER BY l."id" FOR UPDATE OF l
    )
    UPDATE "InvitationLink" l SET "codeTries" = "codeTries" + 1 FROM alive WHERE l."id" = alive."id"
    RETURNING l."id", l."invitationId", l."codeHmac", l."tokenHash"`;
}
