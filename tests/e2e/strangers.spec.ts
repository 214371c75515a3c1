import { readFileSync } from "node:fs";
import { connect } from "node:net";
import type { APIResponse } from "@playwright/test";
import { HOSTILE_POSTS, MULTIPART, scripted } from "../hostile-posts";
import { actionId } from "../action-id";
import { settings } from "./database";
import { expect, requestTest as test } from "./fixtures";

const SIGN_IN = "app/(public)/actions.ts#signInAction";

const headers = (more: Record<string, string> = {}) => ({
  Origin: process.env.E2E_URL ?? "",
  "Sec-Fetch-Site": "same-origin",
  ...more,
});

/** What the portal's log says since then. */
function logFrom(start: number): string {
  return readFileSync(process.env.E2E_LOG ?? "", "utf8").slice(start);
}

/** What was sent to the portal's socket as it is. */
function raw(text: string): Promise<string> {
  const { port, hostname } = new URL(process.env.E2E_URL ?? "");
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (piece) => (answer += piece.toString("utf8")));
    socket.on("close", () => resolve(answer)).on("error", reject);
  });
}

test("whatever strangers send is answered below 500, without a stack trace in the log", async ({
  request,
}) => {
  const start = logFrom(0).length;
  const answers: [string, APIResponse][] = [];
  const scriptedPost = async (
    name: string,
    body: Buffer,
    id = actionId(SIGN_IN, settings().NEXT_DIST_DIR),
  ) => {
    const sent = { data: body, headers: headers({ "Content-Type": MULTIPART, "Next-Action": id }) };
    answers.push([name, await request.post("/sign-in", sent)]);
  };
  for (const name of ["__intent__", "__state__"]) {
    for (const text of ["x", "{"]) await scriptedPost(`${name}=${text}`, scripted([[name, text]]));
  }
  for (const given of [
    '[null,"$K1"]',
    '[{"status":"done","count":"x"},"$K1"]',
    '["$K1"]',
    '["x","$K1"]',
  ]) {
    await scriptedPost(given, scripted([["email", "x"]], given));
  }
  await scriptedPost("an action of another build", scripted([]), "00".repeat(21));
  await scriptedPost("no action", scripted([]), "x");
  for (const { name, type, body } of HOSTILE_POSTS) {
    const sent = { data: body, headers: headers({ "Content-Type": type }) };
    answers.push([name, await request.post("/sign-in", sent)]);
  }
  for (const path of [
    "/api/auth/callback/credentials",
    "/api/auth/session?callbackUrl=https%3A%2F%2Fevil.example",
    "/api/auth/csrf?callbackUrl=http%3A%2F%2F%5B",
    "/api/auth/signin?callbackUrl=%2F%2Fevil.example",
    "/api/auth/",
  ]) {
    answers.push([path, await request.get(path, { maxRedirects: 0 })]);
  }
  const cookie = { headers: { Cookie: "next-auth.callback-url=x%3A%3A" } };
  answers.push(["a bad cookie", await request.get("/api/auth/session", cookie)]);
  for (const [name, answer] of answers) expect(answer.status(), name).toBeLessThan(500);
  expect(logFrom(start)).not.toMatch(/"level":50|"stack"|\n\s+at /);
});

test("a plain form of an older build leads back to itself in words", async ({ request }) => {
  const body = new FormData();
  body.append(`$ACTION_ID_${"00".repeat(21)}`, "");
  body.append("email", "ann@contoso.example");
  const sent = { multipart: body, headers: headers({ Accept: "text/html" }) };
  const answer = await request.post("/sign-in", sent);
  expect(answer.status()).toBe(409);
  expect(await answer.text()).toContain("The Business Center was updated after you opened this");
  expect(await answer.text()).toContain("Back to the form");
});

test("of the sign-in library's routes only those in use are there", async ({ request }) => {
  const post = (path: string) =>
    request.post(path, { form: { code: "EVIL" }, headers: headers(), maxRedirects: 0 });
  const start = logFrom(0).length;
  for (const route of [
    "_log",
    "verify-request",
    "error",
    "signin",
    "providers",
    "callback/email",
  ]) {
    expect((await request.get(`/api/auth/${route}`, { maxRedirects: 0 })).status()).toBe(404);
    expect((await post(`/api/auth/${route}`)).status()).toBe(404);
  }
  expect((await request.get("/api/auth/callback/credentials")).status()).toBe(405);
  expect((await post("/api/auth/session")).status()).toBe(405);
  expect((await request.get("/api/auth/session")).status()).toBe(200);
  expect(logFrom(start)).not.toContain("EVIL");
});

test("two hosts, a bad one, other methods and too many cookies are refused in words", async ({
  request,
}) => {
  for (const method of ["TRACE", "PUT", "DELETE", "OPTIONS"]) {
    const answer = await request.fetch("/sign-in", { method });
    expect(answer.status(), method).toBe(405);
    expect(await answer.text()).toContain("The portal can't be used that way");
  }
  for (const [line, hosts] of [
    ["GET / HTTP/1.1", "Host: a.example\r\nHost: b.example"],
    ["GET / HTTP/1.1", "Host: a.example/x"],
    ["OPTIONS * HTTP/1.1", "Host: a.example"],
  ] as const) {
    expect(await raw(`${line}\r\n${hosts}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  }
  const cookies = await request.get("/sign-in", { headers: { Cookie: `a=${"x".repeat(20_000)}` } });
  expect(cookies.status()).toBe(431);
  expect(await cookies.text()).toContain("Delete this site's cookies");
});
