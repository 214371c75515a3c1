import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env";

type Purpose =
  | "cookie"
  | "invitation"
  | "one-time"
  | "code"
  | "totp"
  | "license-key"
  | "license-key-match"
  | "upload"
  | "download"
  | "demo";

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

/** What a row keeps of the token of a mailed link, whatever a mail program glued to it on the way. */
export function hashLinkToken(typed: string): Uint8Array<ArrayBuffer> {
  return hashToken(linkToken(typed));
}

/** The token alone out of what an address holds in its place; all of it where there is none. */
export function linkToken(typed: string): string {
  // Next hands a part of an address over as it stands there, and nothing of a token is escaped.
  return LINK_TOKEN.exec(typed.replace(/%[\da-f]{2}/gi, " "))?.[0] ?? typed;
}

/** 256 bits in base64url. */
const LINK_TOKEN = /[\w-]{43}/;

/** What a row keeps of a token: its SHA-256. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

/** 256 random bits as text, for what is stored only as a hash. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What belongs to whom: a row that was copied to somebody else doesn't open there. */
type Sealed = { readonly purpose: Purpose; readonly owner: string };

const NONCE = 12;
const TAG = 16;

/** Seals a text for a row with the newest of SECRETS: AES-256-GCM, as nonce, tag and cipher text. */
export function encrypt(text: string, { purpose, owner }: Sealed): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", keysFor(purpose)[0], nonce).setAAD(bound(owner));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/** The sealed text, whichever of SECRETS sealed it; undefined when none of them did, or not this. */
export function decrypt(sealed: Uint8Array, { purpose, owner }: Sealed): string | undefined {
  for (const key of keysFor(purpose)) {
    const text = open(key, sealed, owner);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The same text sealed with the newest of SECRETS; null where it is already, or doesn't open. */
export function reseal(sealed: Uint8Array, as: Sealed): Uint8Array<ArrayBuffer> | null {
  if (open(keysFor(as.purpose)[0], sealed, as.owner) !== undefined) return null;
  const text = decrypt(sealed, as);
  return text === undefined ? null : encrypt(text, as);
}

function open(key: Buffer, sealed: Uint8Array, owner: string): string | undefined {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE), {
      authTagLength: TAG,
    });
    decipher.setAAD(bound(owner)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    const text = decipher.update(sealed.subarray(NONCE + TAG));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    // Another key's, or not ours: the tag says so.
    return undefined;
  }
}

/** Says whether two texts are the same without telling them; made with the newest of SECRETS. */
export function hmacOf(purpose: Purpose, text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", keysFor(purpose)[0]).update(text).digest());
}

/** Whether it is the HMAC of a text, whichever of SECRETS made it. */
export function isHmacOf(purpose: Purpose, text: string, hmac: Uint8Array): boolean {
  return keysFor(purpose)
    .map((key) => createHmac("sha256", key).update(text).digest())
    .some((made) => made.length === hmac.length && timingSafeEqual(made, hmac));
}

const bound = (owner: string) => Buffer.from(owner, "utf8");

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

/** A code of random signs, for what is stored only as a hash: five bits each. */
export function randomCode(length: number): string {
  return signsOf(randomBytes(length));
}

function deriveCode(key: Buffer, linkId: string): string {
  const bytes = createHmac("sha256", key).update(`code:${linkId}`).digest().subarray(0, 8);
  return signsOf(bytes);
}

function signsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => CODE_SIGNS[byte % CODE_SIGNS.length]).join("");
}

function hmacOfCode(key: Buffer, code: string, invitationId: string): Uint8Array<ArrayBuffer> {
  const made = createHmac("sha256", key).update(`${invitationId}:${code}`).digest();
  return new Uint8Array(made);
}
