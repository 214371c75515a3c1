import { createHash, randomBytes } from "node:crypto";

/** Begins every key, so that programs that look for leaked secrets know one. */
const MARK = "bcs_";

const SHAPE = /^bcs_[\w-]{43}$/;

/** Signs that are shown for good: the mark and enough to tell keys apart. */
const SHOWN = MARK.length + 6;

export interface NewServiceKey {
  readonly secret: string;
  readonly prefix: string;
  readonly keyHash: Uint8Array<ArrayBuffer>;
}

/** 256 random bits; only their hash is kept. */
export function newServiceKey(): NewServiceKey {
  const secret = MARK + randomBytes(32).toString("base64url");
  return { secret, prefix: secret.slice(0, SHOWN), keyHash: hashOf(secret) };
}

/** The hash of the key in a header "Authorization: Bearer …"; undefined for what can't be a key. */
export function presentedKey(authorization: string | null): Uint8Array<ArrayBuffer> | undefined {
  const [, secret = ""] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  return SHAPE.test(secret) ? hashOf(secret) : undefined;
}

/** No salt and no stretching: nobody guesses 256 random bits. */
const hashOf = (secret: string) => Uint8Array.from(createHash("sha256").update(secret).digest());
