import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "./canonical-json";

/** Names and addresses by what they are, such as `email`; never a secret. */
type PersonalValues = Readonly<Record<string, string | null>>;

export interface Personal {
  readonly before?: PersonalValues | undefined;
  readonly after?: PersonalValues | undefined;
}

/** The row beside an event: its hash enters the chain, its values can be erased. */
export function personalRow({ before, after }: Personal) {
  const salt = Uint8Array.from(randomBytes(32));
  return {
    salt,
    hash: personalHash(salt, { before, after }),
    ...(before ? { before: { ...before } } : {}),
    ...(after ? { after: { ...after } } : {}),
  };
}

/** Salted, since names and addresses could be guessed from a bare hash. */
export function personalHash(
  salt: Uint8Array,
  { before, after }: { before?: unknown; after?: unknown },
): Uint8Array<ArrayBuffer> {
  const values = canonicalJson({ before: before ?? null, after: after ?? null });
  return Uint8Array.from(createHash("sha256").update(salt).update(values).digest());
}

/** The fields of a person that the trail keeps beside an event. */
export function personValues(person: {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}): PersonalValues {
  return { name: `${person.firstName} ${person.lastName}`, email: person.email };
}
