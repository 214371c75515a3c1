import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { CODE_STEP_LIFE, type CodeStep } from "../accounts/sign-in-code";
import { env } from "../env";
import { keysFor } from "../secrets";
import { COOKIE_OPTIONS } from "./session-cookie";

const NAME = env.secureCookies ? "__Host-code-step" : "code-step";
const SECONDS = CODE_STEP_LIFE / 1000;

/** Makes its key another one than the session's: neither cookie passes for the other. */
const SALT = "code-step";

const keys = () => keysFor("cookie").map((key) => key.toString("base64url"));

/** Between password and code, who it is stands in a short, encrypted cookie; there is no session yet. */
export async function rememberCodeStep(step: CodeStep): Promise<void> {
  (await cookies()).set(NAME, await encodeCodeStep(step), { ...COOKIE_OPTIONS, maxAge: SECONDS });
}

export async function rememberedCodeStep(): Promise<CodeStep | undefined> {
  return decodeCodeStep((await cookies()).get(NAME)?.value);
}

export async function forgetCodeStep(): Promise<void> {
  (await cookies()).set(NAME, "", { ...COOKIE_OPTIONS, maxAge: 0 });
}

export function encodeCodeStep(step: CodeStep): Promise<string> {
  return encode({ token: { step }, secret: keys()[0] ?? "", salt: SALT, maxAge: SECONDS });
}

/** Undefined for rubbish, for one that ran out, and for another cookie of ours. */
export async function decodeCodeStep(value: string | undefined): Promise<CodeStep | undefined> {
  if (value === undefined || value.length > 2000) return undefined;
  for (const secret of keys()) {
    const token = await decode({ token: value, secret, salt: SALT }).catch(() => null);
    if (token?.step) return token.step as CodeStep;
  }
  return undefined;
}
