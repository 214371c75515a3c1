import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json";

/** What stands before the first link of a chain. */
export const NO_HASH = new Uint8Array(32);

/** The columns of an event that its hash covers: all of them, as Prisma or the driver reads them. */
export interface HashedEvent {
  readonly id: bigint | string;
  readonly purchasingAccountId: string | null;
  readonly partnerId: string | null;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly data: unknown;
  readonly requestId: string | null;
  readonly addressBlock: string | null;
}

/** SHA-256 over the link before, the event with its place, and the hash of its personal values. */
export function eventHash(
  previous: Uint8Array,
  event: HashedEvent,
  chainSeq: bigint,
  personal: Uint8Array | null,
): Uint8Array {
  const hash = createHash("sha256").update(previous).update(canonicalEvent(event, chainSeq));
  if (personal) hash.update(personal);
  return hash.digest();
}

function canonicalEvent(event: HashedEvent, chainSeq: bigint): string {
  const { purchasingAccountId, partnerId, actorKind, actorId, action, objectKind, objectId } =
    event;
  return canonicalJson({
    chainSeq: String(chainSeq),
    id: String(event.id),
    at: event.at.toISOString(),
    data: event.data,
    requestId: event.requestId,
    addressBlock: event.addressBlock,
    ...{ purchasingAccountId, partnerId, actorKind, actorId, action, objectKind, objectId },
  });
}
