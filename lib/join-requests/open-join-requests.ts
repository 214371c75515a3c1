import type { JoinProof, Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { renewUnasked } from "../invitations/renew-unasked";
import { mailReset } from "../invitations/request-password-reset";
import { logger } from "../logger";
import { accountsAtDomain } from "./accounts-at-domain";
import { openJoinRequest } from "./open-join-request";

/**
 * What a right code leads to, in the worker: a request to every purchasing account that the domain opens
 * and that doesn't know the person yet. Who is known to all of them is mailed how to get in instead: the
 * way to sign in, or their invitation again. Any other address leads to nothing.
 */
export async function openJoinRequests(proofId: string, now: Date): Promise<void> {
  const proof = await db.joinProof.findFirst({ where: { id: proofId, NOT: { usedAt: null } } });
  if (!proof) return;
  const reason = await answer(proof, now);
  // The page tells nobody what became of it, the log does; without what was typed.
  logger.info({ part: "openJoinRequests", reason }, "somebody asked to be let in");
}

async function answer(proof: JoinProof, now: Date): Promise<string> {
  const accounts = await accountsAtDomain(proof.emailKey, now);
  if (accounts.length === 0) return "no account at this domain";
  const known = await findKnown(accounts, proof.emailKey, now);
  const asked = accounts.filter((id) => !known.some((one) => one.purchasingAccountId === id));
  for (const purchasingAccountId of asked) {
    await transaction((tx) => openJoinRequest(tx, purchasingAccountId, proof, now));
  }
  if (asked.length > 0) return "forwarded";
  for (const person of known) if (await remind(person, now)) return "known: told";
  return "known: not told";
}

const WAY_IN = {
  user: true,
  invitations: { where: { status: "PENDING" }, orderBy: { createdAt: "desc" }, take: 1 },
} as const satisfies Prisma.MembershipInclude;

type Known = Prisma.MembershipGetPayload<{ include: typeof WAY_IN }>;

/** Members, also disabled ones, and people with an open invitation; one that has ended bars nobody. */
function findKnown(accounts: string[], emailKey: string, now: Date): Promise<Known[]> {
  const open = { status: "PENDING", expiresAt: { gt: now } } as const;
  return db.membership.findMany({
    where: {
      purchasingAccountId: { in: accounts },
      emailKey,
      OR: [
        { status: { in: ["ACTIVE", "DISABLED"] } },
        { status: "INVITED", invitations: { some: open } },
      ],
    },
    include: WAY_IN,
    orderBy: { id: "asc" },
  });
}

/** Under the limits that such mails have anyway; whoever was disabled is told nothing. */
async function remind(person: Known, now: Date): Promise<boolean> {
  const { status, user, purchasingAccountId, invitations } = person;
  const [invitation] = invitations;
  if (status === "INVITED" && invitation) return renewUnasked(invitation.id, "request", now);
  if (status !== "ACTIVE" || !user || user.disabledAt) return false;
  const mail = { template: "alreadyAccess", purchasingAccountId } as const;
  return transaction((tx) => mailReset(tx, user, mail, now));
}
