import { randomBytes } from "node:crypto";
import { env } from "../env";

/** For this long after it was sent, a message's return path takes reports. */
export const RETURN_PATH_LIFE = 30 * 24 * 60 * 60 * 1000;

/** 128 random bits for one message: whoever reports about it has seen it. */
export const newReturnKey = () => randomBytes(16).toString("hex");

/** Where their server sends its report about a message (RFC 3464). */
export const returnPath = (returnKey: string) => `bounce-${returnKey}@${host()}`;

/** The key that an address of ours carries; null for every other address. */
export function returnKeyOf(address: string): string | null {
  const [, returnKey, domain] = /^bounce-([0-9a-f]{32})@(.+)$/.exec(address.toLowerCase()) ?? [];
  return returnKey !== undefined && domain === host() ? returnKey : null;
}

const host = () => new URL(env.APP_URL).hostname;
