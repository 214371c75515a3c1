import { readFileSync } from "node:fs";
import { parseWithZod } from "@conform-to/zod/v4";
import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { listActivity } from "../lib/activity/list-activity";
import { listAgreements } from "../lib/agreements/list-agreements";
import { readAccountAgreement } from "../lib/agreements/read-account-agreement";
import { CONTACT_ROWS, contactRows } from "../lib/agreements/terms";
import { type TermsInput, updateTermsSchema } from "../lib/agreements/terms-schema";
import { updateTerms } from "../lib/agreements/update-terms";
import { erasePersonal } from "../lib/audit/erase-personal";
import { db } from "../lib/db/client";
import { DomainError } from "../lib/errors";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { confirmByLink } from "../lib/invitations/confirm-invitation";
import { sentence } from "../lib/messages";
import { endAgreement } from "../lib/organizations/end-agreement";
import { terminateAgreement } from "../lib/organizations/terminate-agreement";
import { type Actor, type MemberActor, SYSTEM } from "../lib/policy/actor";
import { rolesThatMay } from "../lib/policy/permissions";
import { ROLES } from "../lib/policy/roles";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  DAY,
  dump,
  later,
  letIn,
  newAddress,
  NOW,
  operatorActorOf,
  partnerActorOf,
  personOf,
  refusal,
  sign,
  together,
  tokenFor,
  visit,
} from "./factories";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM, OPERATOR } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let amir: MemberActor;
let ravi: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  amir = await actorOf("amir.haddad@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
});

const ours = { agreementNumber: "AGR-7720114" };
const read = (actor: Actor, now = NOW) => readAccountAgreement(actor, ours, now);

/** The form as the page has it now, with some of it changed. */
async function form(actor: MemberActor, changes: Partial<TermsInput> = {}): Promise<TermsInput> {
  const [row] = await listAgreements(actor, NOW);
  const agreementNumber = row?.number ?? "";
  const { terms, version } = await readAccountAgreement(actor, { agreementNumber }, NOW);
  const { contacts, customerReference, delivery, renewal } = terms;
  const present = { version, contacts: [...contacts], customerReference, renewal, ...delivery };
  return { ...present, ...changes };
}

const ana = {
  name: "Ana Silva",
  purpose: "Invoices",
  email: "ana.silva@contoso.com",
  phone: "+1 555",
};

const eventsOf = (action = "account.terms_changed") =>
  db.auditEvent.findMany({
    where: { action },
    orderBy: { id: "asc" },
    include: { personal: true },
  });

/** A purchasing account of a test's own, whose administrator is in. */
let made = 0;
async function newAccount(more: object = {}) {
  const number = `TERMS${(made += 1)}`;
  const email = newAddress();
  await sign(agreement(number, email, more));
  await acceptInvitation(acceptInput(await tokenFor(email, number)), visit(), NOW);
  const { version } = await db.agreement.findFirstOrThrow({ where: { number: `AGR-${number}` } });
  return {
    owner: await actorOf(email, number),
    post: { agreementNumber: `AGR-${number}`, version },
  };
}

describe("who may (roles matrix)", () => {
  test("the agreement opens to all but a User Administrator, and is edited by two roles", async () => {
    for (const role of ROLES) {
      const actor = await letIn(dana, CONTOSO, [role]);
      const sees = rolesThatMay("agreements.view").includes(role);
      const edits = rolesThatMay("agreements.edit").includes(role);
      const seen = await read(actor).then(
        () => true,
        () => codeOf(read(actor)),
      );
      expect(seen, role).toBe(sees || "forbidden");
      const input = await form(dana, { customerReference: role });
      if (edits) await updateTerms(actor, input, NOW);
      else expect(await codeOf(updateTerms(actor, input, NOW)), role).toBe("forbidden");
    }
    expect((await eventsOf()).length).toBe(rolesThatMay("agreements.edit").length);
  });

  test("nobody but a member may, not the partner, the operator or a person by themselves", async () => {
    const before = await dump();
    const input = await form(dana, { renewal: "END" });
    for (const actor of [
      await partnerActorOf("mira.chen@proseware.com"),
      await operatorActorOf(OPERATOR.email),
      await personOf("dana.kowalski@contoso.com"),
      SYSTEM,
    ]) {
      expect(await codeOf(updateTerms(actor, input, NOW))).toBe("forbidden");
      expect(await codeOf(read(actor))).toBe("forbidden");
    }
    expect(await dump()).toEqual(before);
  });

  test("a role that was taken away between page and click saves nothing", async () => {
    const stale = await letIn(dana, CONTOSO, ["ACCOUNT_MANAGER"]);
    const { membershipId } = stale;
    const { version } = await db.membership.findUniqueOrThrow({ where: { id: membershipId } });
    await changeRoles(dana, { membershipId, version, roles: ["ACCOUNT_VIEWER"] }, NOW);
    const before = await dump();
    expect(await codeOf(updateTerms(stale, await form(dana, { renewal: "END" }), NOW))).toBe(
      "forbidden",
    );
    expect(await dump()).toEqual(before);
  });

  test("another customer's agreement is the same as one that doesn't exist", async () => {
    for (const agreementNumber of ["AGR-8801930", "AGR-0", "", "\u0000", "%"]) {
      expect(await refusal(readAccountAgreement(dana, { agreementNumber }, NOW))).toMatchObject({
        code: "notFound",
        key: "notFound",
      });
    }
    const spelled = await readAccountAgreement(dana, { agreementNumber: " agr 7720114 " }, NOW);
    expect(spelled.number).toBe("AGR-7720114");
  });
});

describe("what a purchasing account says (decision 21)", () => {
  test("is its own: another account of the same agreement keeps what it says", async () => {
    const email = "dana.kowalski@contoso.com";
    const token = await tokenFor(email, CONTOSO_RESEARCH);
    expect((await read(dana)).siblings).toEqual([]);
    await confirmByLink(await personOf(email), { token }, NOW);
    const research = await actorOf(email, CONTOSO_RESEARCH);
    await updateTerms(research, await form(research, { customerReference: "Research" }), NOW);
    expect((await read(research)).terms.customerReference).toBe("Research");
    expect((await read(dana)).terms.customerReference).not.toBe("Research");
    // Shown to who is a member there, and to nobody else.
    expect((await read(dana)).siblings).toEqual([
      { key: CONTOSO_RESEARCH, number: "PA-0048214", name: "Research" },
    ]);
    expect((await read(research)).siblings.map(({ key }) => key)).toEqual([CONTOSO]);
    expect(JSON.stringify(await read(amir))).not.toMatch(/0048214|Research/);
    await db.membership.update({
      where: { id: research.membershipId },
      data: { status: "DISABLED" },
    });
    expect((await read(dana)).siblings).toEqual([]);
  });

  test("is read as it was saved, in its rows, with who saved it and when", async () => {
    const contacts = contactRows([ana]);
    [contacts[0], contacts[2]] = [contacts[1] ?? ana, ana];
    const notes = "Gate 4\nuntil 15:00";
    const changes = {
      contacts,
      notes,
      country: "DE",
      language: "German",
      renewal: "RENEW",
    } as const;
    await updateTerms(amir, await form(amir, changes), later(60));
    const { terms, saved } = await read(dana);
    expect(terms.contacts).toHaveLength(CONTACT_ROWS);
    expect(terms.contacts[2]).toEqual(ana);
    expect(terms.delivery).toEqual({ notes, country: "DE", language: "German", platform: "" });
    expect(terms.renewal).toBe("RENEW");
    expect(saved).toEqual({ by: "Amir Haddad", at: later(60) });
    const [row] = await listAgreements(dana, NOW);
    expect(row).toMatchObject({ key: "AGR7720114", customerReference: terms.customerReference });
  });

  test("saved as it is changes nothing and records nothing", async () => {
    const before = await dump();
    await updateTerms(dana, await form(dana), later(120));
    expect(await dump()).toEqual(before);
  });

  test("opens nothing of orders, keys or reports to an Agreement Administrator", async () => {
    const mei = await actorOf("mei.lin@contoso.com", CONTOSO);
    const seen = await read(mei);
    expect(seen.terms.contacts[2]).toEqual(ana);
    expect(Object.keys(seen).join()).not.toMatch(/order|key[A-Z]|report|license/i);
  });
});

describe("an agreement that is over (edge 40)", () => {
  test("is read-only from the end of its last day by the clock alone, to a direct call too", async () => {
    const { owner } = await newAccount({ endsOn: "2026-11-25" });
    const input = await form(owner, { customerReference: "in time" });
    await updateTerms(owner, input, new Date("2026-11-25T23:59:59.999Z"));
    const before = await dump();
    const late = { ...(await form(owner)), customerReference: "too late" };
    for (const now of [new Date("2026-11-26T00:00:00.000Z"), later(400 * DAY)]) {
      expect(await refusal(updateTerms(owner, late, now))).toMatchObject({
        code: "conflict",
        key: "agreementReadOnly",
      });
    }
    expect(await dump()).toEqual(before);
  });

  test("is read-only once it is terminated, and can still be read", async () => {
    const { owner, post } = await newAccount();
    await updateTerms(owner, await form(owner, { contacts: contactRows([ana]) }), NOW);
    await terminateAgreement(SYSTEM, { ...post, reason: "CUSTOMER" }, NOW);
    const before = await dump();
    const input = await form(owner, { renewal: "END" });
    expect(await refusal(updateTerms(owner, input, NOW))).toMatchObject({
      key: "agreementReadOnly",
    });
    expect(await dump()).toEqual(before);
    const seen = await readAccountAgreement(owner, post, NOW);
    expect(seen).toMatchObject({ status: "TERMINATED", terms: { contacts: [ana, {}, {}, {}] } });
  });

  test("ended at the same moment as somebody saves is either saved before or refused", async () => {
    const { owner, post } = await newAccount();
    const input = await form(owner, { customerReference: "at the last moment" });
    const end = { ...post, lastDay: "2026-11-20" };
    const { refused } = await together<unknown>([
      () => updateTerms(owner, input, NOW),
      () => endAgreement(SYSTEM, end, NOW),
    ]);
    expect(refused.filter((one) => one !== "conflict agreementReadOnly")).toEqual([]);
    const { terms, status } = await readAccountAgreement(owner, post, NOW);
    expect(status).toBe("ENDED");
    expect(terms.customerReference).toBe(refused.length === 0 ? input.customerReference : "");
  });
});

describe("two editors at once", () => {
  async function conflictOf(promise: Promise<unknown>): Promise<DomainError> {
    const error: unknown = await promise.catch((reason: unknown) => reason);
    if (!(error instanceof DomainError)) throw new Error(`no refusal: ${String(error)}`);
    return error;
  }

  test("the second one is told both values of each field that differs, and overwrites nothing", async () => {
    const shown = await form(dana);
    await updateTerms(
      amir,
      {
        ...shown,
        ...{ customerReference: "PO 7", renewal: "END", country: "FR", language: "" },
        contacts: contactRows([ana]),
      },
      NOW,
    );
    const saved = await read(dana);
    const before = await dump();
    const mine = { ...shown, customerReference: "PO 8", platform: "ARM" };
    const error = await conflictOf(updateTerms(dana, mine, NOW));
    expect(error.code).toBe("conflict");
    expect(sentence(error.sentence)).toContain("Amir Haddad saved other values");
    const words = Object.entries(error.fields).map(([name, said]) => [name, sentence(said)]);
    expect(Object.fromEntries(words)).toMatchObject({
      customerReference: "Saved meanwhile: PO 7",
      platform: "Saved meanwhile: nothing",
      renewal: "Saved meanwhile: Let it end",
      country: "Saved meanwhile: France",
      language: "Saved meanwhile: nothing",
      "contacts[0].name": "Saved meanwhile: Ana Silva",
      "contacts[0].email": "Saved meanwhile: ana.silva@contoso.com",
    });
    expect(words.map(([name]) => name)).not.toContain("notes");
    expect(await dump()).toEqual(before);
    // Having seen both, they decide; what somebody saves after that, the form hasn't shown.
    expect(error.goOnWith).toEqual({ version: String(saved.version) });
    await updateTerms(dana, { ...mine, version: saved.version }, NOW);
    expect((await read(dana)).terms.customerReference).toBe("PO 8");
  });

  test("at the same moment one of them saves, from the first save on", async () => {
    const { owner } = await newAccount();
    for (const round of ["first", "second"]) {
      const input = await form(owner);
      const wanted = ["a", "b", "c"].map((sign) => ({
        ...input,
        customerReference: `${round} ${sign}`,
      }));
      const { done, refused } = await together(
        wanted.map((one) => () => updateTerms(owner, one, NOW)),
      );
      expect(done).toHaveLength(1);
      expect(refused).toEqual(Array(2).fill("conflict termsChangedMeanwhile"));
      const now = await form(owner);
      expect(now.version).toBe(input.version + 1);
      expect(wanted.map((one) => one.customerReference)).toContain(now.customerReference);
    }
  });

  test("both of them with the same values is no conflict", async () => {
    const { owner } = await newAccount();
    const input = await form(owner, { renewal: "RENEW" });
    await updateTerms(owner, input, NOW);
    await updateTerms(owner, input, NOW);
    expect(await form(owner)).toMatchObject({ version: 1, renewal: "RENEW" });
  });
});

describe("the trail", () => {
  test("has before and after, what was typed only beside the event, and Activity says it", async () => {
    await updateTerms(ravi, await form(ravi, { contacts: contactRows([ana]), country: "GB" }), NOW);
    const ben = { ...ana, name: "Ben Ode", email: "ben.ode@contoso.com" };
    const change = { contacts: contactRows([ben]), country: "", renewal: "END", notes: "Gate 4" };
    await updateTerms(ravi, await form(ravi, change as Partial<TermsInput>), NOW);
    const event = (await eventsOf()).at(-1);
    expect(event).toMatchObject({
      actorId: ravi.membershipId,
      objectId: ravi.purchasingAccountId,
      purchasingAccountId: ravi.purchasingAccountId,
    });
    expect(event?.data).toEqual({
      changed: ["contacts[0].name", "contacts[0].email", "country", "notes", "renewal"],
      ...{ countryBefore: "GB", countryAfter: "", renewalBefore: "ASK", renewalAfter: "END" },
    });
    expect(event?.personal).toMatchObject({
      before: { contact1: "Ana Silva, Invoices, +1 555", contact1Email: ana.email },
      after: { contact1: "Ben Ode, Invoices, +1 555", contact1Email: ben.email, notes: "Gate 4" },
    });
    const [row] = (await listActivity(ravi, { kind: "agreements" })).rows;
    expect(row?.object?.name).toBe("PA-0051977");
    expect(row?.before).toMatchObject({ country: "GB", renewal: "ASK", contact1Email: ana.email });
    expect(row?.after).toMatchObject({ renewal: "END", notes: "Gate 4" });
    expect(row?.after).not.toHaveProperty("country");
  });

  test("names every value that it keeps", () => {
    const file = new URL("../messages/en.json", import.meta.url);
    const { activity } = JSON.parse(readFileSync(file, "utf8")) as {
      activity: { fields: Record<string, string> };
    };
    const contacts = contactRows([]).flatMap((_, row) => [
      `contact${row + 1}`,
      `contact${row + 1}Email`,
    ]);
    const texts = ["customerReference", "language", "platform", "notes", "renewal", "country"];
    for (const name of [...contacts, ...texts]) expect(activity.fields).toHaveProperty(name);
  });

  test("lets a contact be erased, also where only their telephone changed", async () => {
    const { owner } = await newAccount();
    const eve = { ...ana, email: "eve@contoso.com" };
    await updateTerms(owner, await form(owner, { contacts: contactRows([eve]) }), NOW);
    const moved = contactRows([{ ...eve, phone: "+1 556" }]);
    await updateTerms(owner, await form(owner, { contacts: moved }), NOW);
    expect(await erasePersonal(SYSTEM, { email: "EVE@contoso.com" }, NOW)).toEqual({ erased: 2 });
    const events = await eventsOf();
    const mine = events.filter(({ actorId }) => actorId === owner.membershipId);
    expect(mine.map(({ personal }) => personal?.after)).toEqual([null, null]);
  });
});

describe("what is typed", () => {
  const parse = (typed: object) =>
    updateTermsSchema.safeParse({ version: "0", renewal: "ASK", ...typed });
  const complaints = (typed: object) =>
    parse(typed).error?.issues.map(({ path, message }) => [path.join("."), message]);

  test("may be nothing at all, or a row below empty ones", () => {
    expect(parse({}).data).toMatchObject({ contacts: contactRows([]), country: "", notes: "" });
    const { contacts } = parse({ contacts: [undefined, { name: " Ana  Silva ", phone: "+1 5" }] })
      .data ?? { contacts: [] };
    expect(contacts[1]).toEqual({ name: "Ana Silva", purpose: "", email: "", phone: "+1 5" });
    expect(contacts).toHaveLength(CONTACT_ROWS);
  });

  test("is read from a form as a browser posts it, with all of its empty fields", () => {
    const post = new FormData();
    const rows = contactRows([{ name: "", purpose: "", email: "", phone: "" }, ana]);
    for (const [row, contact] of rows.entries()) {
      for (const [name, value] of Object.entries(contact))
        post.append(`contacts[${row}].${name}`, value);
    }
    const rest = {
      version: "0",
      renewal: "ASK",
      customerReference: "",
      language: "",
      platform: "",
    };
    for (const [name, value] of Object.entries({ ...rest, country: "", notes: "a\r\nb" }))
      post.append(name, value);
    const submission = parseWithZod(post, { schema: updateTermsSchema });
    expect(submission.status === "success" ? submission.value : submission.error).toEqual({
      ...rest,
      ...{ version: 0, contacts: rows, country: "", notes: "a\nb" },
    });
    post.set("contacts[2].name", "Ben");
    expect(parseWithZod(post, { schema: updateTermsSchema })).toMatchObject({
      error: { "contacts[2].email": ["contactUnreachable"] },
    });
  });

  test.each([
    [{ contacts: [{ email: "a@contoso.com" }] }, "contacts.0.name", "required"],
    [{ contacts: [{ name: "Ana" }] }, "contacts.0.email", "contactUnreachable"],
    [{ contacts: [{ name: "Ana", email: "ana@" }] }, "contacts.0.email", "emailMalformed"],
    [{ contacts: [{ ...ana, purpose: "<b>" }] }, "contacts.0.purpose", "controlCharacters"],
    [{ contacts: [{ name: "Ana", phone: "1;2" }] }, "contacts.0.phone", "phoneMalformed"],
    [{ contacts: Array(5).fill(ana) }, "contacts", "checkFields"],
    [{ customerReference: "x".repeat(61) }, "customerReference", "tooLong:60"],
    [{ notes: "x".repeat(501) }, "notes", "tooLong:500"],
    [{ contacts: [{ ...ana, name: "\u202egro.live" }] }, "contacts.0.name", "controlCharacters"],
    [{ platform: "a\u0000b" }, "platform", "controlCharacters"],
    [{ country: "XX" }, "country", "countryUnknown"],
    [{ renewal: "MAYBE" }, "renewal", "renewalUnknown"],
    [{ version: "x" }, "version", "changedMeanwhile"],
    [{ version: "-1" }, "version", "changedMeanwhile"],
  ])("%j is refused at its field", (typed, path, message) => {
    expect(complaints(typed)).toEqual([[path, message]]);
  });
});
