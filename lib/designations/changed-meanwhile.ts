import type { Tx } from "../db/client";
import { fullName } from "../accounts/full-name";
import { refuse, type DomainError } from "../errors";
import type { StaffActor } from "../policy/actor";
import { OPEN } from "./change-states";
import type { LockedAccount } from "./lock-account";

/** The refusal of a second editor: who changed what meanwhile (edge 29). */
export async function changedMeanwhile(
  tx: Tx,
  actor: StaffActor,
  account: LockedAccount,
): Promise<DomainError> {
  const event = await tx.auditEvent.findFirst({
    where: {
      purchasingAccountId: account.id,
      action: { startsWith: "designation." },
      actorKind: { in: ["PARTNER", "OPERATOR"] },
    },
    orderBy: { id: "desc" },
  });
  const { designation } = account;
  if (!event || !designation) return refuse("conflict", "changedMeanwhile");
  const open = await tx.designationChange.findFirst({
    where: { purchasingAccountId: account.id, state: { in: OPEN } },
  });
  return refuse("conflict", open ? "changedMeanwhileWaiting" : "changedMeanwhileBy", {
    ...(await whoOf(tx, actor, event)),
    person: fullName(open ?? designation),
    email: (open ?? designation).email,
  });
}

/** Colleagues have names for each other; to a partner the vendor's people are the vendor. */
async function whoOf(
  tx: Tx,
  actor: StaffActor,
  event: { actorKind: string; actorId: string | null; partnerId: string | null },
): Promise<{ who: "person" | "vendor" | "partner"; name: string }> {
  const sameHouse =
    actor.kind === "partner" ? event.partnerId === actor.partnerId : event.actorKind === "OPERATOR";
  const user =
    sameHouse && event.actorId !== null
      ? await tx.user.findUnique({ where: { id: event.actorId } })
      : null;
  if (user) return { who: "person", name: fullName(user) };
  return { who: event.actorKind === "OPERATOR" ? "vendor" : "partner", name: "" };
}
