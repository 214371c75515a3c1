import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { SESSION_ABSOLUTE } from "../accounts/session";
import { env } from "../env";
import { keysFor } from "../secrets";

/** The cookie names a session row and says nothing else (decision 7). */
export const SESSION_COOKIE = env.secureCookies ? "__Host-session" : "session";

export const SESSION_SECONDS = SESSION_ABSOLUTE / 1000;

export const COOKIE_OPTIONS = {
  httpOnly: true,
  sameSite: "lax",
  secure: env.secureCookies,
  path: "/",
} as const;

const keys = () => keysFor("cookie").map((key) => key.toString("base64url"));

export function encodeSession(secret: string): Promise<string> {
  return encode({ token: { sid: secret }, secret: keys()[0] ?? "", maxAge: SESSION_SECONDS });
}

/** The session's secret in a cookie's value, whichever of SECRETS made it; undefined for rubbish. */
export async function decodeSession(value: string | undefined): Promise<string | undefined> {
  if (value === undefined || value.length > 2000) return undefined;
  for (const secret of keys()) {
    const token = await decode({ token: value, secret }).catch(() => null);
    if (typeof token?.sid === "string") return token.sid;
  }
  return undefined;
}

export async function readSessionCookie(): Promise<string | undefined> {
  return decodeSession((await cookies()).get(SESSION_COOKIE)?.value);
}

export async function writeSessionCookie(secret: string): Promise<void> {
  (await cookies()).set(SESSION_COOKIE, await encodeSession(secret), {
    ...COOKIE_OPTIONS,
    maxAge: SESSION_SECONDS,
  });
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(SESSION_COOKIE, "", { ...COOKIE_OPTIONS, maxAge: 0 });
}
