import { baseOf, domainOf, parseAddress } from "../canonical";
import type { Tx } from "../db/client";
import { lockName } from "../db/lock";
import { newId } from "../db/new-id";
import { transaction } from "../db/transaction";
import { enqueueMail } from "../mail/enqueue-mail";
import { codeHmac, newCode } from "../secrets";
import type { JoinFacts } from "./ask-to-join";
import { CODE_GAP, CODE_LIFE, CODES_A_DAY, dayBefore, DOMAIN_CODES_A_DAY } from "./join-limits";

/**
 * The worker's half of asking: mails a code to the address, whoever's it is and whether or not anybody
 * here knows its domain. Within the limits of the address and of its domain; beyond them nothing happens.
 */
export async function sendJoinCode(facts: JoinFacts, now: Date): Promise<void> {
  const address = parseAddress(facts.email);
  if (typeof address === "string") return;
  const { firstName, lastName, language, country, reason } = facts;
  const { email, emailKey } = address;
  const keys = { emailKey, baseKey: baseOf(emailKey), domainKey: domainOf(emailKey) };
  await transaction(async (tx) => {
    await lockName(tx, `join-code:${keys.domainKey}`);
    if (await isTooMany(tx, keys, now)) return;
    const id = newId();
    await tx.joinProof.create({
      data: {
        ...{ id, email, ...keys, firstName, lastName, language, country, reason },
        codeHmac: codeHmac(newCode(id), id),
        createdAt: now,
        endsAt: new Date(now.getTime() + CODE_LIFE),
      },
    });
    await enqueueMail(tx, now, {
      template: "joinCode",
      language,
      // Nothing that a stranger typed stands in it, not even a name.
      to: { name: email, email, emailKey },
      props: { proofId: id },
    });
  });
}

type Keys = { readonly baseKey: string; readonly domainKey: string };

async function isTooMany(tx: Tx, { baseKey, domainKey }: Keys, now: Date): Promise<boolean> {
  const createdAt = { gt: dayBefore(now) };
  const recent = await tx.joinProof.findMany({
    where: { baseKey, createdAt },
    orderBy: { createdAt: "desc" },
    take: CODES_A_DAY,
    select: { createdAt: true },
  });
  const [latest] = recent;
  if (recent.length >= CODES_A_DAY) return true;
  if (latest && now.getTime() - latest.createdAt.getTime() < CODE_GAP) return true;
  const ofDomain = await tx.joinProof.count({ where: { domainKey, createdAt } });
  return ofDomain >= DOMAIN_CODES_A_DAY;
}
