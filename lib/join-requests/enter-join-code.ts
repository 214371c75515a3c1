import type { z } from "zod";
import { codeKey, parseAddress } from "../canonical";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { type enterCodeSchema, judgeCode } from "../invitations/enter-code";
import { addJob } from "../jobs/add-job";
import type { Origin } from "../policy/actor";
import { isCode } from "../secrets";
import { CODE_TRIES } from "./join-limits";

/**
 * Proves an address by its mailed code (record 013): the try is counted before anything is compared, and
 * counts only when it was wrong. What a right code leads to, the worker finds out, so that this page too
 * is the same for every address. One `invalid` refusal, after the same time, for everything else.
 */
export async function enterJoinCode(
  input: z.infer<typeof enterCodeSchema>,
  origin: Origin,
  now = new Date(),
): Promise<void> {
  const proofId = await judgeCode(origin, "joinCodeWrong", () => proofBehind(input, now));
  await transaction(async (tx) => {
    const first = { id: proofId, usedAt: null };
    // Typed once more, a right code is right, and does nothing more.
    const { count } = await tx.joinProof.updateMany({ where: first, data: { usedAt: now } });
    if (count > 0) await addJob(tx, { task: "openJoinRequests", payload: { proofId } });
  });
}

async function proofBehind({ email, code }: z.infer<typeof enterCodeSchema>, now: Date) {
  const address = parseAddress(email);
  if (typeof address === "string") return undefined;
  return transaction(async (tx) => {
    const tried = await countCodeTry(tx, address.emailKey, now);
    const found = tried.find(({ id, codeHmac }) => isCode(codeKey(code), id, codeHmac));
    if (!found) return undefined;
    // An address may have several codes; only wrong tries count against any of them.
    await tx.joinProof.updateMany({
      where: { id: { in: tried.map(({ id }) => id) } },
      data: { codeTries: { decrement: 1 } },
    });
    return found.id;
  });
}

/** Counts a try on every code of an address that is alive, locked in one order, and reads them. */
function countCodeTry(tx: Tx, emailKey: string, now: Date) {
  return tx.$queryRaw<{ id: string; codeHmac: Uint8Array }[]>`
    WITH alive AS (
      SELECT "id" FROM "JoinProof"
      WHERE "emailKey" = ${emailKey} AND "endsAt" > ${now} AND "codeTries" < ${CODE_TRIES}
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "JoinProof" p SET "codeTries" = "codeTries" + 1 FROM alive WHERE p."id" = alive."id"
    RETURNING p."id", p."codeHmac"`;
}
