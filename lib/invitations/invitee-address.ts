import { refusedPersonalDomain } from "../accounts/personal-mail";
import { parseAddress, type Address } from "../canonical";
import type { Tx } from "../db/client";
import { DomainError } from "../errors";
import type { Actor } from "../policy/actor";

/** The address of somebody who is invited. Throws `invalid` with the sentence at `email` (decision 19). */
export function readInviteeAddress(typed: string): Address {
  const address = readAddressField(typed);
  const domain = refusedPersonalDomain(address.emailKey);
  if (domain !== null) throw atEmail("invalid", "emailPersonal", { domain });
  return address;
}

/** Any address that was typed; a personal mailbox too. Throws as above. */
export function readAddressField(typed: string): Address {
  const address = parseAddress(typed);
  if (typeof address === "string") throw atEmail("invalid", address);
  return address;
}

/** Nobody invites themselves (edge 19). Throws `invalid`. */
export async function refuseSelf(tx: Tx, actor: Actor, { emailKey }: Address): Promise<void> {
  if (!("userId" in actor)) return;
  const self = await tx.user.findUnique({
    where: { id: actor.userId },
    select: { emailKey: true },
  });
  if (self?.emailKey === emailKey) throw atEmail("invalid", "emailSelf");
}

/** The address that the agreement names: only a designation invites it (decision 3). */
export async function designeeOf(tx: Tx, purchasingAccountId: string): Promise<string | undefined> {
  const where = { purchasingAccountId, until: null };
  const designation = await tx.designation.findFirst({ where, select: { emailKey: true } });
  return designation?.emailKey;
}

/** A refusal whose sentence stands at the field `email`. */
export function atEmail(
  code: "invalid" | "conflict",
  key: string,
  values?: Record<string, string>,
): DomainError {
  const sentence = values ? { key, values } : { key };
  return new DomainError(code, { key: "checkFields" }, { email: sentence });
}
