import { type APIRequestContext, type APIResponse } from "@playwright/test";
import { rolesThatMay } from "../../lib/policy/permissions";
import { ROLES, type Role } from "../../lib/policy/roles";
import { ACTIONS, type Access, addressOf, PAGES, ROUTES } from "../access-matrix";
import { addressFor, oneOfEachRole, playCast } from "./cast";
import { dump, mailsUnderWay, query } from "./database";
import { haveDomain } from "./domains";
import { expect, requestTest as test } from "./fixtures";
import { requestFrom } from "./join-requests";
import { agreementFile, newOrganization } from "./organization";
import { PASSWORDS } from "./passwords";
import { playOnce } from "./play-once";
import { type Fields, plainForm, postAction, signInByPost } from "./post-action";
import { orderId, SOME_PURCHASES, takeOver } from "./purchases";
import { openDomain, seat, subscribe } from "./subscriptions";

const contoso = newOrganization("Walk");
const fabrikam = newOrganization("Foreign");
const invitee = contoso.address("invitee");
const operator = contoso.address("operator");
/** The administrator of Contoso's partner, a colleague there, and somebody of another partner. */
const PARTNERS = ["partner", "partnerColleague", "otherPartner"] as const;
const partnerInvitee = contoso.address("partnerinvitee");

let subscriptionId = "";
let seatId = "";

const KEY = {
  product: "Harbor Server",
  family: "Servers",
  secret: "BCDFG-HJKMP-QRTVW-XY234-67892",
  files: [{ language: "English", platform: "Linux x64", bytes: 1000 }],
};

type Who = Role | "stranger" | "operator" | (typeof PARTNERS)[number] | "nobody";
const EVERYBODY: readonly Who[] = [...ROLES, "stranger", "operator", ...PARTNERS, "nobody"];
const people = new Map<Who, APIRequestContext>();
const as = (who: Who): APIRequestContext => {
  const request = people.get(who);
  if (!request) throw new Error(`${who} is not here`);
  return request;
};

test.beforeEach(({ playwright, portal }) =>
  playOnce(async () => {
    const open = { email: invitee, roles: ["ACCOUNT_VIEWER"] as const, comesIn: false };
    const colleagues = [...oneOfEachRole(contoso, ROLES), open];
    await playCast(contoso, {
      colleagues,
      keys: [KEY],
      operator,
      partner: addressOfPerson("partner"),
      partnerPeople: [
        { email: addressOfPerson("partnerColleague") },
        { email: partnerInvitee, comesIn: false },
      ],
    });
    await playCast(fabrikam, {
      partner: addressOfPerson("otherPartner"),
      partnerNumber: `PRT-${fabrikam.key}`,
    });
    await grantVisibility();
    joinRequest = await requestFrom(contoso, "asker");
    await checkedImport();
    await takeOver(portal, contoso, SOME_PURCHASES);
    await openDomain(contoso);
    subscriptionId = await subscribe(contoso, { service: "WALK", name: "Walk Online", seats: 9 });
    seatId = await seat(subscriptionId, contoso.address("seated"));
    const baseURL = process.env.E2E_URL ?? "";
    for (const who of EVERYBODY) {
      const request = await playwright.request.newContext({ baseURL });
      people.set(who, request);
      if (who !== "nobody") await signInByPost(request, addressOfPerson(who));
    }
    // From here on nothing that is recorded about them changes by itself.
    await expect.poll(() => mailsUnderWay([contoso.key, fabrikam.key])).toBe(0);
  }),
);

test.afterAll(async () => {
  for (const request of people.values()) await request.dispose();
});

function addressOfPerson(who: Exclude<Who, "nobody">): string {
  if (who === "stranger") return fabrikam.administrator.email;
  if (who === "operator") return operator;
  return isMember(who) ? addressFor(contoso, who) : contoso.address(who.toLowerCase());
}

const isMember = (who: Who): who is Role => (ROLES as readonly Who[]).includes(who);

/** What the matrix says that somebody gets to see of `ofContoso`, or of what everybody has. */
function expected(who: Who, access: Access, ofContoso: boolean): "opens" | "sign-in" | 403 | 404 {
  if (access.who === "public") return "opens";
  if (who === "nobody") return "sign-in";
  if (access.who === "person") return "opens";
  if (access.who === "operator") return who === "operator" ? "opens" : 404;
  if (access.who === "partner") {
    if (who === "partner") return "opens";
    if (who === "partnerColleague") return access.administrator ? 403 : "opens";
    return who === "otherPartner" && (access.granted ?? !ofContoso) ? "opens" : 404;
  }
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

const pathOf = async (file: string, account = contoso.key) =>
  addressOf(file)
    .replace("[account]", account)
    .replace("[token]", "x".repeat(43))
    .replace("[partner]", "PRTE2E")
    .replace("[agreement]", contoso.agreementNumber.replace("-", ""))
    .replace("[invitation]", await openInvitation())
    .replace("[user]", (await viewer()).id)
    .replace("[key]", await keyId())
    .replace("[import]", await (file.includes("/data/") ? dataImport : checkedImport)())
    .replace("[order]", await orderId(contoso, "SO-1001"))
    .replace("[product]", "E2EP25")
    .replace("[report]", "activations")
    .replace("[guide]", "orders")
    .replace("[subscription]", subscriptionId)
    .replace("[visibility]", await openVisibility())
    .replace("[request]", joinRequest)
    .replace("[domain]", await someDomain());

/** Somebody else's invitation doesn't exist for those who only see their own. */
const isForeign = (file: string, who: Who) =>
  /\[(invitation|user)\]\/page/.test(file) && who === "AGREEMENT_ADMINISTRATOR";

for (const [file, access] of Object.entries(PAGES)) {
  test(`${addressOf(file)} opens to those whom the access matrix names and to nobody else`, async () => {
    const path = await pathOf(file);
    for (const who of EVERYBODY) {
      const answer = await as(who).get(path, { maxRedirects: 0 });
      const ofContoso = file.includes("[account]");
      const due = isForeign(file, who) ? 404 : expected(who, access, ofContoso);
      expect(await outcomeOf(answer, path), who).toBe(due);
      // A key is shown by a post only: neither the page nor the data behind it holds one.
      expect(await answer.text(), who).not.toContain(KEY.secret);
      if (due === "opens" && ofContoso) {
        const data = await as(who).get(path, { headers: { RSC: "1" }, maxRedirects: 0 });
        expect(await data.text(), who).not.toContain(KEY.secret);
      }
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

const accountPages = Object.keys(PAGES).filter((file) =>
  file.startsWith("app/(portal)/accounts/[account]"),
);

for (const file of accountPages) {
  test(`${addressOf(file)} of a foreign purchasing account looks like one that doesn't exist`, async () => {
    const missing = newOrganization("Nowhere").key;
    for (const who of ["stranger", "operator", ...PARTNERS] as const) {
      const pages = await Promise.all(
        [contoso.key, missing].map(async (key) => {
          const answer = await as(who).get(await pathOf(file, key), { maxRedirects: 0 });
          return { status: answer.status(), body: masked(await answer.text(), key) };
        }),
      );
      expect(pages.map(({ status }) => status)).toEqual([404, 404]);
      const [foreign = [], nothing = []] = pages.map(({ body }) => body);
      expect(foreign.filter((part) => !nothing.includes(part))).toEqual([]);
      expect(foreign).toHaveLength(nothing.length);
      expect(foreign.join()).not.toContain(contoso.name);
    }
  });
}

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
  const visibility = { visibilityId: await openVisibility(), shown: dayIn(100), until: dayIn(50) };
  const grant = { partnerNumber: "PRT-E2E", until: dayIn(50) };
  const agreementPost = { agreementNumber: contoso.agreementNumber, version: "1" };
  const place = { account: contoso.key, version: "1", email: contoso.address("mallory") };
  const fields: Record<string, Fields> = {
    signInAction: { email: addressOfPerson("ACCOUNT_VIEWER"), password: PASSWORDS.own },
    askForResetAction: { email: addressOfPerson("ACCOUNT_VIEWER") },
    resetPasswordAction: { token, ...password },
    setOperatorPasswordAction: { token, ...password },
    askForInvitationAction: {
      email: contoso.administrator.email,
      agreementNumber: contoso.agreementNumber,
      accountNumber: contoso.number,
    },
    enterCodeAction: { email: invitee, code: "2345-6789" },
    askToJoinAction: {
      ...{ email: contoso.address("mallory"), ...names, language: "en", country: "US" },
      reason: "I would like to see",
    },
    enterJoinCodeAction: { email: contoso.address("mallory"), code: "2345-6789" },
    approveJoinRequestAction: { requestId: joinRequest, roles: ["ACCOUNT_VIEWER"] },
    declineJoinRequestAction: { requestId: joinRequest, reason: "Nobody knows you" },
    sendFreshLinkAction: { token },
    declineInvitationAction: { token, reason: "This is not me" },
    objectAction: { token, reason: "Nobody here asked for it" },
    stopRemindersAction: { token },
    startAction: { token, ...names, ...password },
    signInToConfirmAction: { token },
    confirmAction: { token },
    continueAsOtherAction: { token },
    signOutAction: {},
    signInCodeAction: { code: "000000" },
    confirmEmailAction: { token },
    updateProfileAction: { ...names, language: "en", country: "US", timeZone: "", theme: "SYSTEM" },
    changeEmailAction: {
      email: contoso.address("mallory"),
      currentPassword: PASSWORDS.own,
      code: "000000",
    },
    withdrawEmailChangeAction: {},
    beginSecondFactorAction: { currentPassword: PASSWORDS.own },
    confirmSecondFactorAction: { code: "000000" },
    renewRecoveryCodesAction: { code: "000000" },
    keepSecondFactorAction: { code: "000000" },
    turnOffSecondFactorAction: { currentPassword: PASSWORDS.own, code: "000000" },
    endSessionAction: { session: "others" },
    leaveAccountAction: {},
    changePasswordAction: { currentPassword: PASSWORDS.own, ...password },
    confirmWaitingAction: { intent: intent.replace("resend", "confirm") },
    handleInvitationAction: { intent },
    handlePeopleAction: { intent: "resend", people: [await invitedMember()] },
    changeRolesAction: {
      ...(await viewerPost()),
      roles: ["REPORT_VIEWER"],
      shown: "REPORT_VIEWER",
      intent: "save",
    },
    setAccessAction: { ...(await viewerPost()), intent: "disable" },
    removeMemberAction: { ...(await viewerPost()), invitations: "keep" },
    editInvitationAction: {
      ...names,
      invitationId: await openInvitation(),
      version: "1",
      email: contoso.address("mallory"),
      language: "en",
      country: "US",
      roles: ["ACCOUNT_VIEWER"],
    },
    startImportAction: { importId: await checkedImport() },
    cancelImportAction: { importId: await checkedImport() },
    updateTermsAction: {
      version: "0",
      renewal: "END",
      customerReference: `MALLORY-${contoso.key}`,
      "contacts[0].name": "Mallory",
      "contacts[0].email": contoso.address("mallory"),
    },
    revealKeyAction: { keyId: await keyId(), reason: "INSTALL" },
    assignSeatAction: { subscriptionId, email: contoso.address("mallory") },
    reclaimSeatAction: { seatId },
    setAutoAssignAction: { subscriptionId, intent: "on" },
    makeServiceKeyAction: { name: "Mallory", service: "WALK" },
    revokeServiceKeyAction: { keyId: seatId },
    previewVisibilityAction: grant,
    grantVisibilityAction: grant,
    extendVisibilityAction: visibility,
    revokeVisibilityAction: visibility,
    associateDomainAction: { domain: `other-${contoso.key}.com` },
    checkDomainAction: { domainId: await someDomain() },
    removeDomainAction: { domainId: await someDomain() },
    decideTransferAction: { intent: intent.replace("resend", "refuse") },
    resendToAdministratorAction: { account: contoso.key },
    resendToAdministratorsAction: { accounts: [contoso.key] },
    replaceAdministratorAction: { ...place, ...names, language: "en", country: "US" },
    correctAddressAction: place,
    handleChangeAction: { intent: intent.replace("resend", "withdraw") },
    sendAgainAction: { messageId: await openInvitation() },
    liftSuppressionAction: { toKey: invitee },
    invitePartnerUserAction: {
      ...names,
      email: contoso.address("mallory"),
      language: "en",
      country: "US",
      partnerNumber: "PRT-E2E",
    },
    handlePartnerUserAction: { intent: `revoke:${await openPartnerInvitation()}` },
    inviteOperatorAction: { ...names, email: contoso.address("mallory") },
    endOperatorAction: { userId: await userIdOf(operator) },
    addAgreementAction: {
      ...names,
      agreementNumber: `${contoso.agreementNumber}-2`,
      signedOn: "2026-11-02",
      signatoryName: "Mallory Intruder",
      signatoryEmail: contoso.address("mallory"),
      organizationName: contoso.name,
      organizationCountry: "US",
      accountNumber: `${contoso.number}-2`,
      accountName: "Second",
      email: contoso.address("mallory"),
      language: "en",
      country: "US",
    },
    endAgreementAction: { ...agreementPost, lastDay: "2026-12-31" },
    terminateAgreementAction: { ...agreementPost, reason: "MISTAKE" },
    correctSignatoryAction: {
      ...agreementPost,
      name: "Mallory Intruder",
      email: contoso.address("mallory"),
    },
    changePartnerAction: { accountKey: contoso.key, version: "1", partnerNumber: "" },
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

/** The other partner may see what was bought through others: a grant as the form would have made it. */
async function grantVisibility(): Promise<void> {
  await query(
    `INSERT INTO "PartnerVisibility" ("id", "purchasingAccountId", "partnerId", "grantedById", "createdAt", "until")
     SELECT gen_random_uuid(), m."purchasingAccountId", p."id", m."id", now(), $3::date
     FROM "Membership" m, "Partner" p WHERE m."emailKey" = $1 AND p."numberKey" = $2`,
    [addressOfPerson("ACCOUNT_ADMINISTRATOR"), `PRT${fabrikam.key}`, dayIn(100)],
  );
}

async function openVisibility(): Promise<string> {
  const [row] = await query<{ id: string }>(
    `SELECT v."id" FROM "PartnerVisibility" v JOIN "PurchasingAccount" a
       ON a."id" = v."purchasingAccountId" WHERE a."numberKey" = $1`,
    [contoso.key],
  );
  return row?.id ?? "";
}

/** A domain of the purchasing account; made once. */
const someDomain = () => haveDomain(contoso, { name: `${contoso.key.toLowerCase()}.com` });

const dayIn = (days: number) =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** Somebody who asks to be let in; made once. */
let joinRequest = "";

async function keyId(): Promise<string> {
  const [row] = await query<{ id: string }>(
    `SELECT k."id" FROM "LicenseKey" k JOIN "PurchasingAccount" a
       ON a."id" = k."purchasingAccountId" WHERE a."numberKey" = $1`,
    [contoso.key],
  );
  return row?.id ?? "";
}

/** A file of people that the Account Administrator had checked; made once. */
async function checkedImport(): Promise<string> {
  const [row] = await query<{ id: string }>(
    `INSERT INTO "ImportRun" ("id", "purchasingAccountId", "fileHash", "fileName", "byId", "state", "createdAt", "total")
     SELECT m."id", m."purchasingAccountId", '', 'people.csv', m."id", 'CHECKED', now(), 1
     FROM "Membership" m WHERE m."emailKey" = $1
     ON CONFLICT ("id") DO UPDATE SET "total" = 1 RETURNING "id"`,
    [addressOfPerson("ACCOUNT_ADMINISTRATOR")],
  );
  return row?.id ?? "";
}

/** Some import of the vendor's files: what this world has bought came by one. */
async function dataImport(): Promise<string> {
  const [row] = await query<{ id: string }>(`SELECT "id" FROM "DataImport" LIMIT 1`);
  return row?.id ?? "";
}

/** The membership of a colleague whom everybody who manages users may handle. */
async function viewer(): Promise<{ id: string; version: number }> {
  const [row] = await query<{ id: string; version: number }>(
    `SELECT "id", "version" FROM "Membership" WHERE "emailKey" = $1`,
    [addressOfPerson("ACCOUNT_VIEWER")],
  );
  return row ?? { id: "", version: 0 };
}

async function viewerPost() {
  const { id, version } = await viewer();
  return { membershipId: id, version: String(version), account: contoso.key };
}

async function openPartnerInvitation(): Promise<string> {
  const [row] = await query<{ id: string }>(
    `SELECT i."id" FROM "Invitation" i JOIN "PartnerUser" p ON p."id" = i."partnerUserId"
     WHERE p."emailKey" = $1`,
    [partnerInvitee],
  );
  return row?.id ?? "";
}

async function userIdOf(email: string): Promise<string> {
  const [row] = await query<{ id: string }>(`SELECT "id" FROM "User" WHERE "emailKey" = $1`, [
    email,
  ]);
  return row?.id ?? "";
}

async function invitedMember(): Promise<string> {
  const [row] = await query<{ id: string }>(`SELECT "id" FROM "Membership" WHERE "emailKey" = $1`, [
    invitee,
  ]);
  return row?.id ?? "";
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
  const tables = (table: string) => /^public\./.test(table) && !/rate_limits/.test(table);
  const [{ ids }] = (await query<{ ids: string[] }>(
    `SELECT array_agg("id"::text) AS ids FROM (
       SELECT "id", "emailKey" FROM "Membership" UNION ALL SELECT "id", "emailKey" FROM "PartnerUser"
     ) people WHERE "emailKey" LIKE ANY($1)`,
    [mine.map((tag) => `%${tag}%`)],
  )) as [{ ids: string[] }];
  // When somebody was last seen changes with every look.
  return dump(tables, ["lastSeenAt", "previousSeenAt"], [...mine, ...ids]);
}

/** A sentence at the form or for each chosen row, or the page of a 403 or a 404. */
const REFUSED = /"status":"refused"|"message":"Nothing was sent."|NEXT_HTTP_ERROR_FALLBACK;40[34]/;

/** What the page binds: the purchasing account, or the area of those who serve it. */
const withAccount = (action: string) => {
  const who = ACTIONS[action]?.who;
  if (who === "member") return { account: contoso.key };
  return who === "partner" ? { account: "partner" } : {};
};

for (const [action, access] of Object.entries(ACTIONS)) {
  if (access.who === "public") continue;
  test(`${action}, posted by somebody who may not, is refused and changes nothing`, async () => {
    const refusedTo = EVERYBODY.filter((who) => expected(who, access, true) !== "opens");
    const post = {
      action,
      fields: await fieldsOf(action),
      ...withAccount(action),
    };
    const before = await recorded();
    const refuse = async (who: Who) => {
      const answer = await postAction(as(who), post);
      if (who === "nobody") {
        expect(answer.headers()["x-action-redirect"], who).toMatch(/^\/sign-in/);
      } else {
        expect(await answer.text(), who).toMatch(REFUSED);
      }
    };
    await Promise.all(refusedTo.map(refuse));
    expect(await recorded()).toEqual(before);
  });
}

test("another partner's people can't act on this partner's people, nor can its own colleagues", async () => {
  const before = await recorded();
  const invitation = await openPartnerInvitation();
  const [person] = await query<{ id: string }>(
    `SELECT "id" FROM "PartnerUser" WHERE "emailKey" = $1`,
    [addressOfPerson("partnerColleague")],
  );
  for (const who of ["otherPartner", "partnerColleague"] as const) {
    for (const intent of [
      ...["resend", "revoke"].map((verb) => `${verb}:${invitation}`),
      ...["disable", "enable", "remove", "administrator", "colleague"].map(
        (verb) => `${verb}:${person?.id ?? ""}`,
      ),
    ]) {
      const answer = await postAction(as(who), {
        action: "app/(staff)/people-actions.ts#handlePartnerUserAction",
        fields: { intent },
        account: "partner",
      });
      expect(await answer.text(), `${intent} by ${who}`).toMatch(REFUSED);
    }
  }
  expect(await recorded()).toEqual(before);
});

test("the file of people is written for those who manage users and for nobody else", async () => {
  const path = `/api/accounts/${contoso.key}/people`;
  for (const who of EVERYBODY) {
    const answer = await as(who).get(path, { maxRedirects: 0 });
    const due = expected(who, { who: "member", permission: "users.manage" }, true);
    expect(await outcomeOf(answer, path), who).toBe(due);
    const text = await answer.text();
    if (due === "opens") expect(text).toContain(`${invitee},`);
    else expect(text).toBe("");
  }
});

test("the routes that take the operator's files are there for operators only, and from our pages only", async () => {
  const before = await recorded();
  const agreement = JSON.stringify(agreementFile(contoso, { signedOn: "2026-11-01" }));
  const file = { name: "a.json", mimeType: "application/json", buffer: Buffer.from(agreement) };
  const own = { Origin: process.env.E2E_URL ?? "", "Sec-Fetch-Site": "same-origin" };
  for (const route of ["agreements", "data"]) {
    const post = (who: Who, headers: Record<string, string>) =>
      as(who).post(`/api/operator/${route}`, {
        multipart: { file, update: "on" },
        maxRedirects: 0,
        headers,
      });
    for (const who of EVERYBODY.filter((one) => one !== "operator")) {
      const answer = await post(who, own);
      expect(answer.status(), who).toBe(who === "nobody" ? 303 : 404);
      if (who === "nobody") expect(answer.headers().location).toMatch(/^\/sign-in\?ended=form&/);
    }
    for (const headers of Object.values(FOREIGN)) {
      expect((await post("operator", { ...own, ...headers })).status()).toBe(403);
    }
  }
  expect(await recorded()).toEqual(before);
});

const EXPORTS = Object.entries(ROUTES).filter(([file]) =>
  file.endsWith("activity/export/route.ts"),
);

test("exports of activity open to those whom the access matrix names, posted from our pages only", async () => {
  const own = { Origin: process.env.E2E_URL ?? "", "Sec-Fetch-Site": "same-origin" };
  expect(EXPORTS).toHaveLength(3);
  for (const [file, access] of EXPORTS) {
    const path = await pathOf(file);
    for (const who of EVERYBODY) {
      const answer = await as(who).post(path, { headers: own, maxRedirects: 0 });
      const due = expected(who, access, file.includes("[account]"));
      const label = `${path} by ${who}`;
      if (due === "sign-in")
        expect(answer.headers().location, label).toMatch(/^\/sign-in\?ended=form&/);
      else expect(answer.status(), label).toBe(due === "opens" ? 200 : due);
      if (due !== "opens") continue;
      expect(answer.headers()["content-disposition"]).toContain("activity.csv");
      const foreign = { ...own, "Sec-Fetch-Site": "cross-site" };
      expect((await as(who).post(path, { headers: foreign })).status(), label).toBe(403);
    }
  }
});

test("keys are exported for those whom the matrix lets see them, with a password, from our pages only", async () => {
  const before = await recorded();
  const own = { Origin: process.env.E2E_URL ?? "", "Sec-Fetch-Site": "same-origin" };
  const path = `/api/accounts/${contoso.key}/keys`;
  const post = (who: Who, currentPassword: string, headers: Record<string, string> = own) =>
    as(who).post(path, { form: { currentPassword }, maxRedirects: 0, headers });
  for (const who of EVERYBODY) {
    const due = expected(who, { who: "member", permission: "keys.view" }, true);
    const answer = await post(who, due === "opens" ? "not the password" : PASSWORDS.own);
    expect(answer.status(), who).toBe(due === "sign-in" || due === "opens" ? 303 : due);
    if (due === "opens") expect(answer.headers().location).toContain("refused=passwordWrong");
    if (due === "sign-in") expect(answer.headers().location).toMatch(/^\/sign-in\?ended=form&/);
    expect(await answer.text(), who).toBe("");
  }
  for (const headers of Object.values(FOREIGN)) {
    const answer = await post("ACCOUNT_ADMINISTRATOR", PASSWORDS.own, { ...own, ...headers });
    expect(answer.status()).toBe(403);
  }
  expect(await recorded()).toEqual(before);
});

test("software is for those whom the matrix lets download, each by a link of their own, from our pages", async () => {
  const own = { Origin: process.env.E2E_URL ?? "", "Sec-Fetch-Site": "same-origin" };
  // The file goes to a product that was ordered: an import of others leaves that licensed.
  const [row] = await query<{ id: string }>(
    `UPDATE "SoftwareFile" f SET "productId" = p."id", "version" = $1
     FROM "Product" p, "Product" own
     WHERE p."codeKey" = 'E2EP25' AND own."code" = $2 AND f."productId" = own."id" RETURNING f."id"`,
    [contoso.key, `${contoso.key}-1`],
  );
  const post = (who: Who, headers: Record<string, string> = own) =>
    as(who).post(`/api/accounts/${contoso.key}/downloads`, {
      ...{ form: { file: row?.id ?? "" }, maxRedirects: 0, headers },
    });
  const links = new Map<Who, string>();
  for (const who of EVERYBODY) {
    const answer = await post(who);
    const due = expected(who, { who: "member", permission: "downloads.use" }, true);
    if (due === "sign-in") expect(answer.headers().location).toMatch(/^\/sign-in\?ended=form&/);
    else expect(answer.status(), who).toBe(due === "opens" ? 303 : due);
    if (due === "opens") links.set(who, answer.headers().location ?? "");
  }
  expect([...links.keys()]).toEqual(["ACCOUNT_ADMINISTRATOR", "ACCOUNT_MANAGER"]);
  for (const [owner, link] of links) {
    for (const who of EVERYBODY) {
      const answer = await as(who).get(link, { maxRedirects: 0 });
      const due = expected(who, { who: "member", permission: "downloads.use" }, true);
      const label = `${owner}'s link by ${who}`;
      if (who === owner) expect(answer.status(), label).toBe(200);
      else if (due === "opens") expect(answer.status(), label).toBe(404);
      else expect(await outcomeOf(answer, link), label).toBe(due);
    }
  }
  for (const headers of Object.values(FOREIGN)) {
    expect((await post("ACCOUNT_MANAGER", { ...own, ...headers })).status()).toBe(403);
  }
});

const FILES = Object.entries(ROUTES).filter(([file]) => /\/(orders|licenses|reports)\//.test(file));

test("files of orders, license details and reports are for those whom the access matrix names", async () => {
  expect(FILES).toHaveLength(7);
  for (const [file, access] of FILES) {
    const path = await pathOf(file);
    for (const who of EVERYBODY) {
      const answer = await as(who).get(path, { maxRedirects: 0 });
      const due = expected(who, access, true);
      expect(await outcomeOf(answer, path), `${path} by ${who}`).toBe(due);
      if (due === "opens") expect(answer.headers()["content-type"]).toContain("text/csv");
      else expect(await answer.text()).toBe("");
    }
  }
});

test("the routes of imports are there for those who manage users only, and uploads from our pages only", async () => {
  const before = await recorded();
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("ROLE\r\n") };
  const own = { Origin: process.env.E2E_URL ?? "", "Sec-Fetch-Site": "same-origin" };
  const route = `/api/accounts/${contoso.key}/imports`;
  const upload = (who: Who, headers: Record<string, string>) =>
    as(who).post(route, { multipart: { file }, maxRedirects: 0, headers });
  const result = `${route}/${await checkedImport()}/result`;
  for (const who of EVERYBODY) {
    const due = expected(who, { who: "member", permission: "users.manage" }, true);
    const posted = await upload(who, own);
    const refused = due === "sign-in" || due === "opens" ? 303 : due;
    expect(posted.status(), who).toBe(refused);
    if (due === "opens") expect(posted.headers().location).toContain("importColumnsMissing");
    if (due === "sign-in") expect(posted.headers().location).toMatch(/^\/sign-in\?ended=form&/);
    for (const path of [`${route}/template`, result]) {
      const answer = await as(who).get(path, { maxRedirects: 0 });
      expect(answer.status(), `${path} by ${who}`).toBe(due === "opens" ? 200 : refused);
    }
  }
  for (const headers of Object.values(FOREIGN)) {
    expect((await upload("ACCOUNT_ADMINISTRATOR", { ...own, ...headers })).status()).toBe(403);
  }
  expect(await recorded()).toEqual(before);
});

test("lists of seats are taken from those whom the matrix lets assign, and from our pages only", async () => {
  const before = await recorded();
  const own = { Origin: process.env.E2E_URL ?? "", "Sec-Fetch-Site": "same-origin" };
  const route = (id: string) => `/api/accounts/${contoso.key}/services/${id}/seats`;
  const list = "mallory@elsewhere.example";
  const post = (who: Who, headers: Record<string, string> = own, id = subscriptionId) =>
    as(who).post(route(id), { multipart: { list }, maxRedirects: 0, headers });
  const answers = new Map<Who, string>();
  for (const who of EVERYBODY) {
    const due = expected(who, { who: "member", permission: "provisioning.use" }, true);
    const answer = await post(who);
    expect(answer.status(), who).toBe(due === "sign-in" || due === "opens" ? 303 : due);
    if (due === "sign-in") expect(answer.headers().location).toMatch(/^\/sign-in\?ended=form&/);
    if (due === "opens") answers.set(who, answer.headers().location ?? "");
  }
  expect([...answers.keys()]).toEqual(["ACCOUNT_ADMINISTRATOR", "ACCOUNT_MANAGER"]);
  for (const [owner, path] of answers) {
    for (const who of answers.keys()) {
      const text = await (await as(who).get(path)).text();
      expect(text.includes(list), `${owner}'s answer for ${who}`).toBe(who === owner);
      expect(text.includes("no longer known"), who).toBe(who !== owner);
    }
  }
  for (const headers of Object.values(FOREIGN)) {
    expect((await post("ACCOUNT_MANAGER", { ...own, ...headers })).status()).toBe(403);
  }
  for (const id of [seatId, "x"]) {
    expect((await post("ACCOUNT_MANAGER", own, id)).status()).toBe(404);
  }
  expect(await recorded()).toEqual(before);
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

/** Each of these for some of the actions; in `npm run examine` for every one. */
const foreignFor = (index: number) => {
  const all = Object.entries(FOREIGN);
  return process.env.EXAMINE === "1" ? all : all.filter((_, at) => at === index % all.length);
};

for (const [index, action] of Object.keys(ACTIONS).entries()) {
  test(`${action} does nothing for a post from elsewhere, scripted or plain`, async () => {
    const post = {
      action,
      fields: await fieldsOf(action),
      ...withAccount(action),
    };
    const before = await recorded();
    for (const [name, headers] of foreignFor(index)) {
      const scripted = await postAction(as("ACCOUNT_ADMINISTRATOR"), { ...post, headers });
      const plain = await as("ACCOUNT_ADMINISTRATOR").post("/sign-in", {
        multipart: plainForm(post),
        maxRedirects: 0,
        headers: { Origin: process.env.E2E_URL ?? "", ...headers },
      });
      for (const answer of [scripted, plain]) {
        const text = await answer.text();
        const refused = answer.status() === 403 || /sent from another site/.test(text);
        expect(refused, `${name}: ${answer.status()} ${text.slice(0, 200)}`).toBe(true);
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
    fields: { ...(await fieldsOf("#updateProfileAction")), firstName: "Vera", lastName: "Ortega" },
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
    // Within one's own account the sections are there, too, and read the address.
    [`${contoso.home}/licenses/100%25`, 404],
    [`${contoso.home}/licenses/%25zz`, 404],
    [`${contoso.home}/licenses/%FF`, 400],
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
