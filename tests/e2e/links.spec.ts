import { request as httpRequest } from "node:http";
import { type APIResponse } from "@playwright/test";
import { addressOf, PAGES } from "../access-matrix";
import { caseText } from "../case-text";
import { ANSWER, factsOf, type Facts } from "./ask-again";
import { playCast } from "./cast";
import { dump, query, waitOutTheGap } from "./database";
import { expect, test } from "./fixtures";
import { linkIn } from "./mails";
import { newOrganization, signAgreement } from "./organization";
import { PASSWORDS } from "./passwords";
import { createAccount, refusalOn } from "./people";
import { plainForm, postAction } from "./post-action";

// It compares whole tables, so it has the portal for itself: see playwright.config.ts.

const tokenPages = [
  ...["get-started", "reset-password", "set-password", "objection", "stop-reminders"],
  "confirm-email",
];
const unknown = "x".repeat(43);
const ASK = "app/(public)/actions.ts#askForResetAction";

/**
 * All rows of all tables but the limits; the worker's own clockwork aside. Read when the worker has
 * nothing to do: it forgets a mail's job a moment after the mail arrived.
 */
async function everything(): Promise<string[]> {
  await expect.poll(jobsDue).toEqual([]);
  return dump(
    (table) => !/rate_limits|graphile_worker\._private_(known_crontabs|job_queues)/.test(table),
  );
}

const jobsDue = () =>
  query(
    `SELECT * FROM graphile_worker._private_jobs
     WHERE "run_at" <= now() AND ("is_available" OR "locked_at" IS NOT NULL)`,
  );

const baseURL = () => process.env.E2E_URL ?? "";

/** Every page that a signed-out person can open, with tokens that are alive, dead and unknown. */
const signedOutPages = (link: string) => [
  ...Object.entries(PAGES)
    .filter(([, access]) => access.who === "public")
    .map(([file]) => addressOf(file).replace("[token]", unknown)),
  new URL(link).pathname,
  ...["/", "/Customer/", "/nowhere", "/profile", "/accounts/PA1/access", "/operator"],
  ...["/api/health/live", "/api/health/ready"],
];

test("five GET and HEAD of a link and a form without a password leave the link alive", async ({
  page,
  request,
  mailbox,
}) => {
  const organization = newOrganization("Scanner");
  const link = await signAgreement(mailbox, organization);
  const before = await everything();
  for (let count = 0; count < 5; count += 1) {
    expect((await request.get(link)).status()).toBe(200);
    expect((await request.head(link)).status()).toBe(200);
  }
  const fields = { token: link.split("/").at(-1) ?? "", firstName: "Dana", lastName: "Kowalski" };
  const start = { action: "app/(public)/actions.ts#startAction", fields };
  const headers = { Origin: baseURL(), "Sec-Fetch-Site": "same-origin" };
  const posts = [
    await request.post(link, { multipart: plainForm(start), headers }),
    await postAction(request, start),
    await request.post(link, { form: fields, headers }),
    await request.post(link, { headers }),
  ];
  for (const answer of posts) expect(answer.headers()["set-cookie"]).toBeUndefined();
  expect(await everything()).toEqual(before);
  await createAccount(page, link);
  await expect(page).toHaveURL(new RegExp(`${organization.home}$`));
});

test("a mailed link opens with whatever a mail program glued to it, and its forms work", async ({
  page,
  request,
  mailbox,
}) => {
  const organization = newOrganization("Glued");
  const link = await signAgreement(mailbox, organization);
  const tails = caseText("link-tails.txt").split("\n").filter(Boolean);
  for (const tail of tails) {
    expect(await (await request.get(`${link}${tail}`)).text(), tail).toContain(
      "Create your organizational account",
    );
    for (const name of tokenPages) {
      const { status, headers } = await seen(request.get(`/${name}/${unknown}${tail}`));
      expect([name, tail, status]).toEqual([name, tail, 200]);
      expect(headers["cache-control"]).toBe("no-store");
    }
    const unsubscribe = `/api/stop-reminders/${unknown}${tail}`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const oneClick = await request.post(unsubscribe, {
      data: "List-Unsubscribe=One-Click",
      headers,
    });
    expect([tail, oneClick.status()]).toEqual([tail, 410]);
    const page = await request.get(unsubscribe, { maxRedirects: 0 });
    expect([tail, page.status()]).toEqual([tail, 303]);
  }
  await createAccount(page, `${link}%3E.`);
  await expect(page).toHaveURL(new RegExp(`${organization.home}$`));
});

test("no GET of a signed-out page sets a session or writes anything but limits", async ({
  request,
  mailbox,
}) => {
  const link = await signAgreement(mailbox, newOrganization("Reader"));
  const before = await everything();
  for (const path of signedOutPages(link)) {
    for (const answer of [
      await request.get(path, { maxRedirects: 0 }),
      await request.head(path, { maxRedirects: 0 }),
    ]) {
      expect(answer.headers()["set-cookie"], path).toBeUndefined();
    }
  }
  expect((await request.storageState()).cookies).toEqual([]);
  expect(await everything()).toEqual(before);
});

test("pages whose address holds a token are kept and passed on by nobody", async ({ request }) => {
  for (const name of tokenPages) {
    const { status, headers } = await seen(request.get(`/${name}/${unknown}`));
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["referrer-policy"]).toBe("no-referrer");
  }
});

test("every page carries the headers of a careful site, and each answer a nonce of its own", async ({
  request,
  mailbox,
}) => {
  const link = await signAgreement(mailbox, newOrganization("Header"));
  const nonces = new Set<string>();
  for (const path of signedOutPages(link).filter((one) => !one.startsWith("/api/"))) {
    const answer = await request.get(path, { maxRedirects: 0 });
    const headers = answer.headers();
    const policy = headers["content-security-policy"] ?? "";
    const scripts = policy.split("; ").find((part) => part.startsWith("script-src")) ?? "";
    expect(scripts, path).toMatch(/'nonce-[\w+/=]{16,}'/);
    expect(scripts).not.toMatch(/unsafe-(inline|eval)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["x-request-id"]).toMatch(/^[\w-]{12}$/);
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
    expect(nonces.has(nonce)).toBe(false);
    nonces.add(nonce);
    const html = await answer.text();
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/<[^>]+(src|href)="(https?:)?\/\/(?!localhost)/);
  }
});

test("no sign-in route, callback or made-up reset makes a user or a session", async ({
  request,
}) => {
  const count = async () =>
    query(
      `SELECT (SELECT count(*) FROM "User") AS users, (SELECT count(*) FROM "Session") AS sessions`,
    );
  const before = await count();
  const email = newOrganization("Signup").address("mallory");
  const body = {
    email,
    password: PASSWORDS.other,
    confirmPassword: PASSWORDS.other,
    name: "Mallory",
    code: "made-up",
    state: "made-up",
    id_token: "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6Im1hbGxvcnkifQ.",
    callbackUrl: "/",
    json: "true",
  };
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as {
    csrfToken: string;
  };
  const headers = { Origin: baseURL(), "Sec-Fetch-Site": "same-origin" };
  for (const route of AUTH_ROUTES) {
    const query = "code=made-up&state=made-up&token=made-up&email=" + encodeURIComponent(email);
    const url = `/api/auth/${route}`;
    await request.get(`${url}?${query}`, { maxRedirects: 0 });
    await request.post(url, { form: { ...body, csrfToken }, headers, maxRedirects: 0 });
    await request.post(url, { data: body, headers, maxRedirects: 0 });
    await request.put(url, { data: body, headers, maxRedirects: 0 });
  }
  const { password, confirmPassword } = body;
  for (const action of ["resetPasswordAction", "setOperatorPasswordAction", "startAction"]) {
    const names = { firstName: "Mallory", lastName: "Intruder" };
    const answer = await postAction(request, {
      action: `app/(public)/actions.ts#${action}`,
      fields: { token: unknown, email, password, confirmPassword, ...names },
    });
    expect(await answer.text()).toContain('"status":"refused"');
  }
  const ask = { action: ASK, fields: { email } };
  expect(await (await postAction(request, ask)).text()).toContain('"status":"done"');
  expect((await request.storageState()).cookies.map(({ name }) => name)).not.toContain("session");
  expect(await (await request.get("/api/auth/session")).json()).toEqual({});
  expect(await count()).toEqual(before);
});

const AUTH_ROUTES = [
  ...["providers", "csrf", "session", "signin", "signout", "error", "verify-request", "_log"],
  ...["signin/credentials", "signin/email", "signin/google", "callback/credentials"],
  ...["callback/email", "callback/google", "callback/azure-ad", "callback/oidc", "callback/"],
  ...["register", "new-user", "signup", "callback/credentials/../email"],
];

test("after signing in nobody is led to another site or to a page with a token", async ({
  request,
}) => {
  const organization = newOrganization("Return");
  await playCast(organization);
  const dangerous = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/%5Cevil.example",
    "/accounts//evil.example",
    "/accounts/..//evil.example",
    "/accounts/../get-started/" + unknown,
    "javascript:alert(1)",
    `/get-started/${unknown}`,
    `/reset-password/${unknown}`,
    "/api/auth/signout",
  ];
  const { email } = organization.administrator;
  const leadsTo = async (returnTo: string) => {
    const fields = { email, password: PASSWORDS.own, returnTo };
    const action = "app/(public)/actions.ts#signInAction";
    const answer = await postAction(request, { action, fields });
    return answer.headers()["x-action-redirect"]?.replace(/;\w+$/, "");
  };
  for (const value of dangerous) {
    expect(await leadsTo(value), value).toBe("/");
    const page = await (await request.get("/sign-in", { params: { returnTo: value } })).text();
    expect(page).not.toContain('name="returnTo"');
  }
  const good = `${organization.home}/agreements`;
  expect(await leadsTo(good)).toBe(good);
});

test("no header of a request reaches the link of a mail", async ({ mailbox }) => {
  const organization = newOrganization("Poison");
  await playCast(organization);
  const { email } = organization.administrator;
  const first = await mailbox.waitFor({ to: email });
  for (const headers of [
    { Host: "evil.example" },
    { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https" },
    { Forwarded: "host=evil.example;proto=https" },
    { "X-Original-Host": "evil.example", "X-Rewrite-URL": "https://evil.example/" },
  ]) {
    await waitOutTheGap(email);
    await rawPost(headers, { email });
  }
  const mail = await mailbox.waitFor({ to: email, subject: "Set a new password", after: first.id });
  expect(linkIn(mail)).toMatch(new RegExp(`^${baseURL()}/reset-password/[\\w-]{43}$`));
  for (const { text, html } of await mailbox.all({ to: email })) {
    expect(text + html).not.toContain("evil.example");
  }
});

/** The form for a forgotten password with any header, also those that a browser lets nobody set. */
async function rawPost(headers: Record<string, string>, fields: Record<string, string>) {
  const form = plainForm({ action: ASK, fields });
  const encoded = new Response(form);
  const body = Buffer.from(await encoded.arrayBuffer());
  return new Promise<number>((resolve, reject) => {
    const outgoing = httpRequest(
      new URL("/reset-password", baseURL()),
      {
        method: "POST",
        headers: {
          Origin: baseURL(),
          "Sec-Fetch-Site": "same-origin",
          "Content-Type": encoded.headers.get("content-type") ?? "",
          "Content-Length": body.length,
          ...headers,
        },
      },
      (answer) => {
        answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test("a body of more than a megabyte is refused with 413, announced or not", async ({
  request,
}) => {
  const big = "a".repeat(1024 * 1024 + 1);
  const announced = await request.post("/sign-in", { data: big });
  expect(announced.status()).toBe(413);
  expect(await announced.text()).toContain("larger than 1 MB");
  expect(await chunkedPost(big)).toBe(413);
  expect((await request.get("/sign-in")).status()).toBe(200);
});

/** Sends a form in pieces, without saying how much it will be. */
async function chunkedPost(email: string): Promise<number> {
  const encoded = new Response(plainForm({ action: ASK, fields: { email } }));
  const body = Buffer.from(await encoded.arrayBuffer());
  return new Promise((resolve, reject) => {
    const headers = {
      Origin: baseURL(),
      "Sec-Fetch-Site": "same-origin",
      "Content-Type": encoded.headers.get("content-type") ?? "",
      "Transfer-Encoding": "chunked",
    };
    const url = new URL("/reset-password", baseURL());
    const outgoing = httpRequest(url, { method: "POST", headers }, (answer) =>
      resolve(answer.resume().statusCode ?? 0),
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test("what was typed is kept or refused with a sentence, however strange it is", async ({
  page,
  mailbox,
}) => {
  const organization = newOrganization("Strange");
  await page.goto(await signAgreement(mailbox, organization));
  const type = async (first: string) => {
    await page.getByLabel("First name").fill(first);
    await page.getByLabel("Create password").fill(PASSWORDS.own);
    await page.getByLabel("Confirm your password").fill(PASSWORDS.own);
    await page.getByRole("button", { name: "Start" }).click();
    await expect(page.getByLabel("Create password")).toHaveValue("");
  };
  await type("a".repeat(64 * 1024));
  await expect(refusalOn(page)).toContainText("Use 64 characters at most");
  await type("Da\u202Ena");
  await expect(refusalOn(page)).toContainText("characters that can't be shown");
  await type("Win at www.evil.example");
  await expect(refusalOn(page)).toContainText("A name can't contain a web address");
  await type("<b>Dana</b>");
  await expect(refusalOn(page)).toContainText("characters that can't be shown");
  await expect(page.getByLabel("First name")).toHaveValue("<b>Dana</b>");
});

test("an answer carries the number under which the log knows it, also a 404", async ({
  request,
}) => {
  const { status, headers } = await seen(
    request.get("/nowhere", { headers: { "X-Request-Id": "forged" } }),
  );
  expect(status).toBe(404);
  expect(headers["x-request-id"]).toMatch(/^[\w-]{12}$/);
  expect(headers["x-request-id"]).not.toBe("forged");
});

async function seen(answer: Promise<APIResponse>) {
  const got = await answer;
  return { status: got.status(), headers: got.headers() };
}

test("match and mismatch get the same page to the byte", async ({ request, mailbox, baseURL }) => {
  const target = newOrganization("Oracle");
  await signAgreement(mailbox, target);
  const facts = factsOf(target);
  const tries = {
    match: facts,
    otherAddress: { ...facts, email: target.address("somebody") },
    otherAgreement: { ...facts, agreement: "AGR-0000000" },
    otherAccount: { ...facts, account: "PA-0000000" },
  };
  const form = await (await request.get("/request-invitation")).text();
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  const post = async ({ email, agreement, account }: Facts) => {
    const multipart = Object.fromEntries(
      hidden.map(([, name = "", value = ""]) => [name, unescape(value)]),
    );
    const answer = await request.post("/request-invitation", {
      headers: { Origin: baseURL ?? "", "Sec-Fetch-Site": "same-origin" },
      multipart: { ...multipart, email, agreementNumber: agreement, accountNumber: account },
    });
    const text = await answer.text();
    return { status: answer.status(), text: masked(text) };
  };
  const seen = new Set<string>();
  for (let round = 0; round < (process.env.EXAMINE === "1" ? 40 : 4); round += 1) {
    for (const one of Object.values(tries)) {
      const { status, text } = await post(one);
      expect(status).toBe(200);
      expect(text).toContain(ANSWER);
      seen.add(text);
    }
  }
  expect(seen.size).toBe(1);
  // That all four do the same work before they answer, asking-again.test.ts shows: a job, and nothing else.
  expect(await mailbox.all({ to: target.address("somebody") })).toEqual([]);
});

/** The page without what differs from request to request for everybody. */
const masked = (html: string) =>
  html
    .replace(/(nonce|data-request)(\\*"|=|:)+[^"\\]*/g, "$1")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "");

const unescape = (value: string) => value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
