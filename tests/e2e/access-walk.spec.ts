import { type APIRequestContext, type APIResponse } from "@playwright/test";
import { rolesThatMay } from "../../lib/policy/permissions";
import { ROLES, type Role } from "../../lib/policy/roles";
import { ACTIONS, type Access, addressOf, PAGES } from "../access-matrix";
import { addressFor, oneOfEachRole, playCast } from "./cast";
import { dump, query } from "./database";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { PASSWORDS } from "./passwords";
import { type Fields, plainForm, postAction, signInByPost } from "./post-action";

const contoso = newOrganization("Walk");
const fabrikam = newOrganization("Foreign");
const invitee = contoso.address("invitee");
const operator = contoso.address("operator");

type Who = Role | "stranger" | "operator" | "nobody";
const EVERYBODY: readonly Who[] = [...ROLES, "stranger", "operator", "nobody"];
const people = new Map<Who, APIRequestContext>();
const as = (who: Who): APIRequestContext => {
  const request = people.get(who);
  if (!request) throw new Error(`${who} is not here`);
  return request;
};

test.beforeAll(async ({ playwright }) => {
  const open = { email: invitee, roles: ["ACCOUNT_VIEWER"] as const, comesIn: false };
  const colleagues = [...oneOfEachRole(contoso, ROLES), open];
  await playCast(contoso, { colleagues, operator });
  await playCast(fabrikam);
  const baseURL = process.env.E2E_URL ?? "";
  for (const who of EVERYBODY) {
    const request = await playwright.request.newContext({ baseURL });
    people.set(who, request);
    if (who !== "nobody") await signInByPost(request, addressOfPerson(who));
  }
});

test.afterAll(async () => {
  for (const request of people.values()) await request.dispose();
});

function addressOfPerson(who: Exclude<Who, "nobody">): string {
  if (who === "stranger") return fabrikam.administrator.email;
  return who === "operator" ? operator : addressFor(contoso, who);
}

const isMember = (who: Who): who is Role => (ROLES as readonly Who[]).includes(who);

/** What the matrix says that somebody gets to see. */
function expected(who: Who, access: Access): "opens" | "sign-in" | 403 | 404 {
  if (access.who === "public") return "opens";
  if (who === "nobody") return "sign-in";
  if (access.who === "person") return "opens";
  if (access.who === "operator") return who === "operator" ? "opens" : 404;
  if (!isMember(who)) return 404;
  return !access.permission || rolesThatMay(access.permission).includes(who) ? "opens" : 403;
}

async function outcomeOf(answer: APIResponse, path: string) {
  const to = answer.headers().location;
  if (to?.startsWith("/sign-in")) return "sign-in";
  // "/" and, for the signed-in, the sign-in page lead to where one works.
  if (to !== undefined) return ["/", "/sign-in"].includes(path) ? "opens" : to;
  return answer.status() === 200 ? "opens" : answer.status();
}

const pathOf = (file: string, account = contoso.key) =>
  addressOf(file).replace("[account]", account).replace("[token]", "x".repeat(43));

for (const [file, access] of Object.entries(PAGES)) {
  test(`${addressOf(file)} opens to those whom the access matrix names and to nobody else`, async () => {
    const path = pathOf(file);
    for (const who of EVERYBODY) {
      const answer = await as(who).get(path, { maxRedirects: 0 });
      expect(await outcomeOf(answer, path), who).toBe(expected(who, access));
      if (answer.status() === 403 && access.who === "member" && access.permission) {
        const html = await answer.text();
        for (const role of rolesThatMay(access.permission)) expect(html).toContain(nameOf(role));
      }
    }
  });
}

const nameOf = (role: Role) =>
  role
    .toLowerCase()
    .replace(/(^|_)(\w)/g, (_, gap: string, letter: string) => (gap && " ") + letter.toUpperCase());

const accountPages = Object.keys(PAGES).filter((file) => file.includes("[account]"));

test("a foreign purchasing account looks exactly like one that doesn't exist", async () => {
  const missing = newOrganization("Nowhere").key;
  for (const file of accountPages) {
    for (const who of ["stranger", "operator"] as const) {
      const pages = await Promise.all(
        [contoso.key, missing].map(async (key) => {
          const answer = await as(who).get(pathOf(file, key), { maxRedirects: 0 });
          return { status: answer.status(), body: masked(await answer.text(), key) };
        }),
      );
      expect(pages.map(({ status }) => status)).toEqual([404, 404]);
      const [foreign = [], nothing = []] = pages.map(({ body }) => body);
      expect(foreign.filter((part) => !nothing.includes(part))).toEqual([]);
      expect(foreign).toHaveLength(nothing.length);
      expect(foreign.join()).not.toContain(contoso.name);
    }
  }
});

/**
 * What a page says, in any order, since its parts are streamed as they get ready; without what is new
 * in every answer: nonces, the request's number, the numbers of the parts, the address itself.
 */
function masked(html: string, account: string): string[] {
  const parts = /self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/g;
  const data = [...html.matchAll(parts)].map(([, text = ""]) => JSON.parse(text) as string);
  const shell = html.replace(parts, "").split("<");
  const strings = data.join("").match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  const plain = [...shell, ...strings.filter((text) => !/^"\$/.test(text))].map((text) =>
    text.replaceAll(account, "ACCOUNT").replace(/(nonce|data-request)="[^"]+"/g, "$1"),
  );
  return [...new Set(plain.filter((text) => !isNew(text)))].sort();
}

/** A nonce or a request's number standing alone in the page's data. */
const isNew = (text: string) => /^"([\w-]{12}|[\w+/]{22}==)"$/.test(text);

/** Good input of every action: what a member with the rights would have posted. */
async function fieldsOf(action: string): Promise<Fields> {
  const names = { firstName: "Mallory", lastName: "Intruder" };
  const password = { password: PASSWORDS.other, confirmPassword: PASSWORDS.other };
  const intent = `resend:${await openInvitation()}`;
  const token = "x".repeat(43);
  const fields: Record<string, Fields> = {
    signInAction: { email: addressOfPerson("ACCOUNT_VIEWER"), password: PASSWORDS.own },
    askForResetAction: { email: addressOfPerson("ACCOUNT_VIEWER") },
    resetPasswordAction: { token, ...password },
    setOperatorPasswordAction: { token, ...password },
    startAction: { token, ...names, ...password },
    signInToConfirmAction: { token },
    confirmAction: { token },
    continueAsOtherAction: { token },
    signOutAction: {},
    updateProfileAction: names,
    changePasswordAction: { currentPassword: PASSWORDS.own, ...password },
    confirmWaitingAction: { intent: intent.replace("resend", "confirm") },
    handleInvitationAction: { intent },
    inviteUsersAction: {
      "people[0].email": contoso.address("mallory"),
      "people[0].firstName": names.firstName,
      "people[0].lastName": names.lastName,
      "people[0].language": "en",
      "people[0].country": "US",
      "people[0].roles": ["ACCOUNT_VIEWER"],
    },
  };
  const found = fields[action.split("#")[1] ?? ""];
  if (!found) throw new Error(`No input for ${action}: add it here`);
  return found;
}

async function openInvitation(): Promise<string> {
  const [row] = await query<{ id: string }>(
    `SELECT i."id" FROM "Invitation" i JOIN "Membership" m ON m."id" = i."membershipId"
     WHERE m."emailKey" = $1`,
    [invitee],
  );
  return row?.id ?? "";
}

/** What is recorded about these two organizations and their people: nobody else's tests disturb it. */
async function recorded(): Promise<string[]> {
  const mine = [contoso.key, fabrikam.key].map((key) => key.slice(2).toLowerCase());
  const rows = await dump((table) => /^public\./.test(table) && !/rate_limits/.test(table));
  const [{ ids }] = (await query<{ ids: string[] }>(
    `SELECT array_agg("id"::text) AS ids FROM "Membership" WHERE "emailKey" LIKE ANY($1)`,
    [mine.map((tag) => `%${tag}%`)],
  )) as [{ ids: string[] }];
  return rows
    .filter((row) => [...mine, ...ids].some((word) => row.toLowerCase().includes(word)))
    .filter((row) => !/lastSeenAt/.test(row));
}

/** A sentence at the form, or the page of a 403 or a 404. */
const REFUSED = /"status":"refused"|NEXT_HTTP_ERROR_FALLBACK;40[34]/;

const withAccount = (action: string) =>
  ACTIONS[action]?.who === "member" ? { account: contoso.key } : {};
const isBare = (action: string) =>
  /#(signOutAction|signInToConfirmAction|continueAsOtherAction)$/.test(action);

test("an action posted by somebody who may not is refused and changes nothing", async () => {
  for (const [action, access] of Object.entries(ACTIONS)) {
    if (access.who === "public") continue;
    const refusedTo = EVERYBODY.filter((who) => expected(who, access) !== "opens");
    for (const who of refusedTo) {
      const before = await recorded();
      const answer = await postAction(as(who), {
        action,
        fields: await fieldsOf(action),
        ...withAccount(action),
        bare: isBare(action),
      });
      const label = `${action} by ${who}`;
      if (who === "nobody") {
        expect(answer.headers()["x-action-redirect"], label).toMatch(/^\/sign-in/);
      } else {
        expect(await answer.text(), label).toMatch(REFUSED);
      }
      expect(await recorded(), label).toEqual(before);
    }
  }
});

test("an Agreement Administrator can't act on an invitation that somebody else sent", async () => {
  const before = await recorded();
  for (const verb of ["resend", "revoke", "approve"]) {
    const answer = await postAction(as("AGREEMENT_ADMINISTRATOR"), {
      action: "app/(portal)/actions.ts#handleInvitationAction",
      fields: { intent: `${verb}:${await openInvitation()}` },
      account: contoso.key,
    });
    expect(await answer.text()).toMatch(REFUSED);
  }
  expect(await recorded()).toEqual(before);
});

test("roles that one may not assign are refused when they are posted past the page", async () => {
  const before = await recorded();
  const fields = await fieldsOf("#inviteUsersAction");
  for (const [who, role] of [
    ["USER_ADMINISTRATOR", "ACCOUNT_ADMINISTRATOR"],
    ["AGREEMENT_ADMINISTRATOR", "REPORT_VIEWER"],
    ["ACCOUNT_ADMINISTRATOR", "OPERATOR"],
  ] as const) {
    const answer = await postAction(as(who), {
      action: "app/(portal)/actions.ts#inviteUsersAction",
      fields: { ...fields, "people[0].roles": ["ACCOUNT_VIEWER", role] },
      account: contoso.key,
    });
    expect(await answer.text(), `${who} gives ${role}`).toMatch(/"people\[0\]\.roles":"/);
  }
  expect(await recorded()).toEqual(before);
});

const FOREIGN: Record<string, Record<string, string>> = {
  "the Origin of another site": { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
  "the Origin of a sibling": { Origin: "http://localhost.evil.example" },
  "Sec-Fetch-Site: cross-site": { "Sec-Fetch-Site": "cross-site" },
  "Sec-Fetch-Site: same-site": { "Sec-Fetch-Site": "same-site" },
  "an opaque Origin": { Origin: "null", "Sec-Fetch-Site": "cross-site" },
};

for (const [name, headers] of Object.entries(FOREIGN)) {
  test(`no action does anything for a post with ${name}`, async () => {
    const before = await recorded();
    for (const action of Object.keys(ACTIONS)) {
      const post = {
        action,
        fields: await fieldsOf(action),
        ...withAccount(action),
        bare: isBare(action),
      };
      const scripted = await postAction(as("ACCOUNT_ADMINISTRATOR"), { ...post, headers });
      const plain = await as("ACCOUNT_ADMINISTRATOR").post("/sign-in", {
        multipart: plainForm(post),
        maxRedirects: 0,
        headers: { Origin: process.env.E2E_URL ?? "", ...headers },
      });
      for (const answer of [scripted, plain]) {
        const text = await answer.text();
        const refused = answer.status() === 403 || /sent from another site/.test(text);
        expect(refused, `${action}: ${answer.status()} ${text.slice(0, 200)}`).toBe(true);
        expect(answer.headers()["set-cookie"]).toBeUndefined();
      }
    }
    expect(await recorded()).toEqual(before);
  });
}

test("the same posts work for those who may, so that the refusals above mean something", async () => {
  const invited = await postAction(as("AGREEMENT_ADMINISTRATOR"), {
    action: "app/(portal)/actions.ts#inviteUsersAction",
    fields: await fieldsOf("#inviteUsersAction"),
    account: contoso.key,
  });
  expect(await invited.text()).toMatch(/"status":"done"/);
  const profile = await postAction(as("ACCOUNT_VIEWER"), {
    action: "app/(portal)/actions.ts#updateProfileAction",
    fields: { firstName: "Vera", lastName: "Ortega" },
  });
  expect(await profile.text()).toMatch(/"status":"done"/);
  expect((await recorded()).join("\n")).toContain(contoso.address("mallory"));
});

test("odd addresses get a plain answer, never an error of the portal", async () => {
  const viewer = as("ACCOUNT_VIEWER");
  for (const [path, status] of [
    ["/accounts/100%25", 404],
    ["/accounts/%25zz/access", 404],
    ["/accounts/---", 404],
    ["/accounts/%zz", 400],
    [`${contoso.home}?search=%00&after=x`, 200],
    ["/get-started/%25zz", 200],
  ] as const) {
    expect((await viewer.get(path, { maxRedirects: 0 })).status(), path).toBe(status);
  }
});

test("a role taken away closes the page on the very next request", async () => {
  const viewer = as("ACCOUNT_VIEWER");
  const path = `${contoso.home}/agreements`;
  expect((await viewer.get(path)).status()).toBe(200);
  await query(`UPDATE "Membership" SET "roles" = '{USER_ADMINISTRATOR}' WHERE "emailKey" = $1`, [
    addressOfPerson("ACCOUNT_VIEWER"),
  ]);
  expect((await viewer.get(path)).status()).toBe(403);
  expect((await viewer.get(`${contoso.home}/access`)).status()).toBe(200);
});
