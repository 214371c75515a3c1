import { numberKey } from "../canonical";
import { db } from "../db/client";
import { countTry, forgiveTry } from "../limits";
import type { MemberActor } from "../policy/actor";
import { atField } from "./visibility-days";

/**
 * The partner that a member named by its number. Unknown numbers are counted for each member, so that
 * nobody finds out the vendor's partners by trying. Throws `invalid` at `partnerNumber`, `limited`.
 */
export async function partnerByNumber(actor: MemberActor, typed: string) {
  const key = numberKey(typed);
  if (key === "") throw atField("partnerNumber", { key: "numberEmpty" });
  await countTry("partnerNumbers", actor.membershipId);
  const partner = await db.partner.findUnique({
    where: { numberKey: key },
    select: { id: true, number: true, numberKey: true, name: true },
  });
  if (!partner) throw atField("partnerNumber", { key: "partnerUnknown" });
  await forgiveTry("partnerNumbers", actor.membershipId);
  return partner;
}
