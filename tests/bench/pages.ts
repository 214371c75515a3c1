import { gzipSync } from "node:zlib";
import { signIn } from "../../lib/accounts/sign-in";
import { db } from "../../lib/db/client";
import { encodeSession, SESSION_COOKIE } from "../../lib/auth/session-cookie";
import { PASSWORD, tokenFor, visit } from "../factories";
import { CONTOSO, OPERATOR } from "../world";
import type { World } from "./fill";
import { heading, note } from "./report";

/** Kilobytes of JavaScript, gzip, that a page names in its HTML (stack.md 15). */
const BUDGET = { signedOut: 145, signedIn: 170 };

export async function measurePages({ large }: World): Promise<void> {
  heading("JavaScript of the first load, gzip");
  const open = await tokenFor("keiko.tanaka@contoso.co.jp", CONTOSO);
  for (const path of [
    ...["/sign-in", "/request-invitation", "/reset-password", "/support"],
    ...["/support/register", "/support/sign-in-address", `/get-started/${open}`],
  ]) {
    await measure(path.replace(open, "…"), path, BUDGET.signedOut);
  }
  const dana = await cookieOf(large.administrator.userId);
  const account = `/accounts/${CONTOSO}`;
  for (const path of [
    ...[account, `${account}/access`, `${account}/access/invite`, `${account}/agreements`],
    "/profile",
  ]) {
    await measure(path, path, BUDGET.signedIn, dana);
  }
  const { id } = await db.user.findUniqueOrThrow({ where: { emailKey: OPERATOR.email } });
  await measure("/operator", "/operator", BUDGET.signedIn, await cookieOf(id));
}

async function cookieOf(userId: string): Promise<string> {
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const { secret } = await signIn({ email, password: PASSWORD }, visit());
  return `${SESSION_COOKIE}=${await encodeSession(secret)}`;
}

async function measure(what: string, path: string, budget: number, cookie = ""): Promise<void> {
  const base = process.env.E2E_URL ?? "";
  const page = await fetch(new URL(path, base), { headers: { cookie }, redirect: "manual" });
  if (page.status !== 200) throw new Error(`${what} answers ${page.status}`);
  const html = await page.text();
  const scripts = new Set(
    Array.from(html.matchAll(/<script[^>]*>/g), ([tag]) => tag)
      .filter((tag) => !/nomodule/i.test(tag))
      .flatMap((tag) => / src="([^"]+)"/.exec(tag)?.[1] ?? []),
  );
  let bytes = 0;
  for (const source of scripts) bytes += await compressedSize(new URL(source, base));
  note(what, bytes / 1000, "kB", budget);
}

async function compressedSize(url: URL): Promise<number> {
  return gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;
}
