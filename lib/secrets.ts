import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "./env";

type Purpose = "cookie" | "invitation" | "one-time" | "code" | "demo";

/** Keys for one purpose, newest first: the first makes, all of them check. 32 bytes each. */
export function keysFor(purpose: Purpose): readonly [Buffer, ...Buffer[]] {
  const cached = cache.get(purpose);
  if (cached) return cached;
  const [first, ...rest] = env.SECRETS.map((secret) =>
    Buffer.from(hkdfSync("sha256", secret, "business-center", purpose, 32)),
  );
  if (!first) throw new Error("SECRETS is empty");
  const keys = [first, ...rest] as const;
  cache.set(purpose, keys);
  return keys;
}

const cache = new Map<Purpose, readonly [Buffer, ...Buffer[]]>();

/** The token of a link, made from the link's id and never stored (decision 11). 43 characters. */
export function newToken(purpose: Purpose, linkId: string): string {
  return derive(keysFor(purpose)[0], purpose, linkId);
}

/** The token whose hash a row keeps, whichever of SECRETS made it; undefined after that one is gone. */
export function tokenOf(purpose: Purpose, linkId: string, hash: Uint8Array): string | undefined {
  return keysFor(purpose)
    .map((key) => derive(key, purpose, linkId))
    .find((token) => Buffer.compare(hashToken(token), hash) === 0);
}

function derive(key: Buffer, purpose: Purpose, linkId: string): string {
  return createHmac("sha256", key).update(`${purpose}:${linkId}`).digest("base64url");
}

/** What a row keeps of a token: its SHA-256. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

/** 256 random bits as text, for what is stored only as a hash. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** 32 signs that nobody confuses when reading them aloud: no 0 O 1 I. */
const CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A typed code, 8 signs long, made from a link's id and never stored (decision 11). */
export function newCode(linkId: string): string {
  return deriveCode(keysFor("code")[0], linkId);
}

/** What a row keeps of a code. A bare hash of 40 bits could be tried out; this needs SECRETS too. */
export function codeHmac(code: string, invitationId: string): Uint8Array<ArrayBuffer> {
  return hmacOfCode(keysFor("code")[0], code, invitationId);
}

/** Whether it is the code that a row keeps, whichever of SECRETS made it. */
export function isCode(code: string, invitationId: string, hmac: Uint8Array): boolean {
  return keysFor("code")
    .map((key) => hmacOfCode(key, code, invitationId))
    .some((made) => made.length === hmac.length && timingSafeEqual(made, hmac));
}

/** The code whose HMAC a row keeps; undefined after the one of SECRETS that made it is gone. */
export function codeOf(linkId: string, invitationId: string, hmac: Uint8Array): string | undefined {
  return keysFor("code")
    .map((key) => deriveCode(key, linkId))
    .find((code) => isCode(code, invitationId, hmac));
}

function deriveCode(key: Buffer, linkId: string): string {
  const bytes = createHmac("sha256", key).update(`code:${linkId}`).digest().subarray(0, 8);
  return Array.from(bytes, (byte) => CODE_SIGNS[byte % CODE_SIGNS.length]).join("");
}

function hmacOfCode(key: Buffer, code: string, invitationId: string): Uint8Array<ArrayBuffer> {
  const made = createHmac("sha256", key).update(`${invitationId}:${code}`).digest();
  return new Uint8Array(made);
}
