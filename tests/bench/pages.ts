import { gzipSync } from "node:zlib";
import { signIn } from "../../lib/accounts/sign-in";
import { db } from "../../lib/db/client";
import { encodeSession, SESSION_COOKIE } from "../../lib/auth/session-cookie";
import { PASSWORD, tokenFor, visit } from "../factories";
import { CONTOSO, OPERATOR } from "../world";
import type { World } from "./fill";
import { withBareApp } from "./bare-app";
import { heading, note, upTo } from "./report";

/** Kilobytes of JavaScript, gzip, that a page names in its HTML (stack.md 15). */
const BUDGET = { signedOut: 145, signedIn: 170 };

let floor: number;

export async function measurePages({ large }: World): Promise<void> {
  await withBareApp(async (url) => {
    floor = await javaScriptOf("a bare page", new URL(url));
  });
  heading("JavaScript of the first load, gzip", "a page of Next alone");
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
    ...[`${account}/reports/orders`, "/profile"],
  ]) {
    await measure(path, path, BUDGET.signedIn, dana);
  }
  const { id } = await db.user.findUniqueOrThrow({ where: { emailKey: OPERATOR.email } });
  await measure("/operator", "/operator", BUDGET.signedIn, await cookieOf(id));
}

/** The cookie of somebody who has just signed in. */
export async function cookieOf(userId: string): Promise<string> {
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const { secret } = await signIn({ email, password: PASSWORD }, visit());
  return `${SESSION_COOKIE}=${await encodeSession(secret)}`;
}

async function measure(what: string, path: string, budget: number, cookie = ""): Promise<void> {
  const figure = await javaScriptOf(what, new URL(path, process.env.E2E_URL), cookie);
  note({ what, figure, floor, unit: "kB", target: upTo(budget) });
}

async function javaScriptOf(what: string, address: URL, cookie = ""): Promise<number> {
  const page = await fetch(address, { headers: { cookie }, redirect: "manual" });
  if (page.status !== 200) throw new Error(`${what} answers ${page.status}`);
  const html = await page.text();
  const scripts = new Set(
    Array.from(html.matchAll(/<script[^>]*>/g), ([tag]) => tag)
      .filter((tag) => !/nomodule/i.test(tag))
      .flatMap((tag) => / src="([^"]+)"/.exec(tag)?.[1] ?? []),
  );
  let bytes = 0;
  for (const source of scripts) bytes += await compressedSize(new URL(source, address));
  return bytes / 1000;
}

async function compressedSize(url: URL): Promise<number> {
  return gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;
}
