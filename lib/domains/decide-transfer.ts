import type { Domain } from "../../prisma/generated/client";
import { db, type Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import { intentSchema } from "../intent-schema";
import type { Actor, OperatorActor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import { holderOf, lockDomain } from "./lock-domain";
import { verify } from "./prove-domain";
import { tellOfDomain } from "./tell-of-domain";

/** The buttons beside a case; the id is the transfer's. */
export const transferIntentSchema = intentSchema(["approve", "refuse"]);

interface Input {
  readonly transferId: string;
}

/** The domain changes hands: the one ends and the other is verified, or neither. Throws `conflict`. */
export async function approveTransfer(actor: Actor, input: Input, now = new Date()) {
  requireOperator(actor);
  await decide(actor, input, "APPROVED", now, async (tx, claim, holder) => {
    if (holder) {
      await tx.accountDomain.deleteMany({ where: { domainId: holder.id } });
      await tx.domain.update({
        where: { id: holder.id },
        data: { status: "REMOVED", removedAt: now, nextCheckAt: null, checkAskedAt: null },
      });
    }
    await verify(tx, claim, now);
  });
}

/** Everything stays as it is; the claim is looked at again only when somebody asks for it. */
export async function refuseTransfer(actor: Actor, input: Input, now = new Date()) {
  requireOperator(actor);
  await decide(actor, input, "REFUSED", now, async (tx, claim) => {
    // A check that was under way when the case opened may have set one.
    await tx.domain.update({ where: { id: claim.id }, data: { nextCheckAt: null } });
  });
}

const ACTIONS = {
  APPROVED: "domain.transfer_approved",
  REFUSED: "domain.transfer_refused",
} as const;

async function decide(
  actor: OperatorActor,
  { transferId }: Input,
  state: "APPROVED" | "REFUSED",
  now: Date,
  move: (tx: Tx, claim: Domain, holder: Domain | null) => Promise<void>,
): Promise<void> {
  const found = await db.domainTransfer.findUnique({
    where: { id: transferId },
    select: { domain: { select: { nameKey: true } } },
  });
  if (!found) throw notFound();
  await transaction(async (tx) => {
    await lockDomain(tx, found.domain.nameKey);
    const [taken] = await tx.domainTransfer.updateManyAndReturn({
      where: { id: transferId, state: "OPEN" },
      data: { state, endedAt: now, decidedById: actor.userId },
    });
    if (!taken) throw refuse("conflict", "changedMeanwhile");
    const claim = await tx.domain.findUniqueOrThrow({ where: { id: taken.domainId } });
    const holder = await holderOf(tx, claim.nameKey);
    const action = ACTIONS[state];
    const tell = (domainId: string, side: "claimant" | "holder") =>
      tellOfDomain(
        tx,
        actor,
        {
          ...{ domainId, action, data: { side } },
          mail: { template: "domainClaimDecided", props: { transferId, side } },
        },
        now,
      );
    // Before anything moves: afterwards nobody is associated with the one that ends.
    await tell(claim.id, "claimant");
    if (holder) await tell(holder.id, "holder");
    await move(tx, claim, holder);
  });
}
