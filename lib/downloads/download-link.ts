import { hmacOf, isHmacOf } from "../secrets";

/** How long a link works: long enough to resume a large file on a slow line, at most a working day. */
export const LINK_LIFE = 8 * 60 * 60_000;

/** What a link opens and for whom; a file that was replaced since is another one. */
interface Opens {
  readonly fileId: string;
  readonly sha256: Uint8Array;
  readonly membershipId: string;
  readonly endsAt: Date;
}

/** A link's token: its end, the file, and the HMAC over both, the person and the content. */
export function newDownloadToken(opens: Opens): string {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(secondsOf(opens.endsAt));
  head.set(Buffer.from(opens.fileId.replaceAll("-", ""), "hex"), 4);
  return Buffer.concat([head, hmacOf("download", textOf(opens))]).toString("base64url");
}

/** What a token says of itself, which nobody has vouched for yet; null for what is none. */
export function readDownloadToken(token: string) {
  if (!/^[\w-]{70}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== HEAD + 32) return null;
  const hex = bytes.toString("hex", 4, HEAD);
  return {
    endsAt: new Date(bytes.readUInt32BE(0) * 1000),
    fileId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
    hmac: bytes.subarray(HEAD),
  };
}

/** Whether the portal made a token for this person and this content. */
export function isDownloadToken({ hmac, ...opens }: Opens & { hmac: Uint8Array }): boolean {
  return isHmacOf("download", textOf(opens), hmac);
}

/** Four bytes of seconds and a UUID. */
const HEAD = 20;

const secondsOf = (date: Date) => Math.floor(date.getTime() / 1000);

function textOf({ fileId, sha256, membershipId, endsAt }: Opens): string {
  const content = Buffer.from(sha256).toString("hex");
  return ["download", fileId, content, membershipId, secondsOf(endsAt)].join(":");
}
