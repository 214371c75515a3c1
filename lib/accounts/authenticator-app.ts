import { generateSecret, generateURI, verifySync } from "otplib";
import QRCode from "qrcode";
import { env } from "../env";

/** RFC 6238 as every app has it: a code of six digits for each 30 seconds. */
const STEP_SECONDS = 30;

/** How far the telephone's clock may be off, either way: one step. */
const DRIFT_SECONDS = STEP_SECONDS;

export function newSecret(): string {
  return generateSecret();
}

/** The step that a typed code belongs to, within the drift; null for a wrong one. */
export function stepOf(secret: string, code: string, now: Date): bigint | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    period: STEP_SECONDS,
    epochTolerance: DRIFT_SECONDS,
  });
  return result.valid && "timeStep" in result ? BigInt(result.timeStep) : null;
}

/** What the app reads: the address as a picture (an SVG in a data address), the secret as text. */
export async function pairing(secret: string, email: string) {
  const address = generateURI({ issuer: env.VENDOR_NAME, label: email, secret });
  const svg = await QRCode.toString(address, { type: "svg", margin: 2 });
  return {
    picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`,
    secret: secret.match(/.{1,4}/g)?.join(" ") ?? secret,
  };
}
