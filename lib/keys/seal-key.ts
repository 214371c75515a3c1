import { decrypt, encrypt, hmacOf, reseal } from "../secrets";

export interface SealedKey {
  readonly secretEnc: Uint8Array<ArrayBuffer>;
  readonly secretHmac: Uint8Array<ArrayBuffer>;
  /** What a list shows. */
  readonly last5: string;
}

/** What a row keeps of a product key (D9); it opens for its own purchasing account only. */
export function sealKey(secret: string, accountKey: string): SealedKey {
  return {
    secretEnc: encrypt(secret, sealOf(accountKey)),
    secretHmac: hmacOf("license-key-match", `${accountKey}:${secret}`),
    last5: secret.slice(-5),
  };
}

/** The key of a row; undefined when none of SECRETS sealed it. */
export function openKey(secretEnc: Uint8Array, accountKey: string): string | undefined {
  return decrypt(secretEnc, sealOf(accountKey));
}

/** The same key sealed with the newest of SECRETS; null where it is already, or doesn't open. */
export function resealKey(secretEnc: Uint8Array, accountKey: string): SealedKey | null {
  if (reseal(secretEnc, sealOf(accountKey)) === null) return null;
  const secret = openKey(secretEnc, accountKey);
  return secret === undefined ? null : sealKey(secret, accountKey);
}

const sealOf = (accountKey: string) => ({ purpose: "license-key", owner: accountKey }) as const;
