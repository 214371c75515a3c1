import { z } from "zod";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import { addJob } from "../jobs/add-job";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { CHECK_LEASE, leaseUntil } from "./domain-times";

export const domainIdSchema = z.object({ domainId: z.uuid("notFound") });

/**
 * Check now: queues a check, never waits for the DNS (edge 46). For a domain whose thirty days are over it
 * begins them anew. Throws `limited` while one is under way.
 */
export async function askCheck(
  actor: Actor,
  { domainId }: z.infer<typeof domainIdSchema>,
  now = new Date(),
): Promise<void> {
  authorize(actor, "domains.manage");
  const { purchasingAccountId } = actor;
  await transaction(async (tx) => {
    const domain = await tx.domain.findFirst({
      where: { id: domainId, accounts: { some: { purchasingAccountId } } },
      include: { transfers: { where: { state: "OPEN" } } },
    });
    if (!domain) throw notFound();
    if (domain.transfers.length > 0) throw refuse("conflict", "domainWithVendor");
    // Only the demo's own rows are verified without being looked at ever again.
    if (domain.status === "VERIFIED" && !domain.nextCheckAt) throw refuse("conflict", "domainDemo");
    const free = { lt: new Date(now.getTime() - CHECK_LEASE) };
    const { count } = await tx.domain.updateMany({
      where: { id: domainId, OR: [{ checkAskedAt: null }, { checkAskedAt: free }] },
      data: {
        checkAskedAt: now,
        nextCheckAt: leaseUntil(now),
        ...(domain.nextCheckAt === null ? { askedAt: now } : {}),
      },
    });
    if (count === 0) throw refuse("limited", "domainBeingChecked");
    await addJob(tx, { task: "checkDomain", payload: { domainId } });
  });
}
