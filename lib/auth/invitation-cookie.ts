import { cookies } from "next/headers";
import { env } from "../env";
import { linkToken } from "../secrets";
import { COOKIE_OPTIONS } from "./session-cookie";

const NAME = env.secureCookies ? "__Host-invitation" : "invitation";
const MINUTES_15 = 15 * 60;

/** Keeps the link's token while its owner signs in (edge 2): short, httpOnly, set by a post only. */
export async function rememberInvitation(token: string): Promise<void> {
  (await cookies()).set(NAME, linkToken(token), { ...COOKIE_OPTIONS, maxAge: MINUTES_15 });
}

export async function rememberedInvitation(): Promise<string | undefined> {
  const token = (await cookies()).get(NAME)?.value;
  return token !== undefined && /^[\w-]{1,200}$/.test(token) ? token : undefined;
}

export async function forgetInvitation(): Promise<void> {
  (await cookies()).set(NAME, "", { ...COOKIE_OPTIONS, maxAge: 0 });
}
