import { randomUUID } from "node:crypto";
import { render } from "@react-email/render";
import { createElement } from "react";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LetterMail, type Letter } from "../emails/letter";
import { letterText } from "../emails/letter-text";
import type {
  DesignationChange,
  EmailMessage,
  JoinProof,
  JoinRequest,
  Membership,
  OneTimePurpose,
  PartnerUser,
} from "../prisma/generated/client";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { MAIL_LANGUAGES } from "../lib/languages";
import { loadLetter } from "../lib/mail/load-letter";
import { TEMPLATES, type Template } from "../lib/mail/templates";
import type { MemberActor } from "../lib/policy/actor";
import { codeHmac, hashToken, newCode, newToken } from "../lib/secrets";
import {
  acceptInput,
  actorOf,
  agreement,
  DAY,
  HOUR,
  inviteInput,
  invitationOf,
  later,
  letIn,
  newAddress,
  NOW,
  sign,
  tokenFor,
  visit,
} from "./factories";

const ACCOUNT = "LETTERS1";
const DANA = "dana.kowalski@contoso.com";
const APP = "http://localhost:3000";

let dana: MemberActor;
let partnerId: string;

beforeAll(async () => {
  const partner = { number: "PRT-LETTERS", name: "Proseware Licensing" };
  await sign(agreement(ACCOUNT, DANA, { partner }));
  await acceptInvitation(acceptInput(await tokenFor(DANA, ACCOUNT)), visit(), NOW);
  dana = await actorOf(DANA, ACCOUNT);
  partnerId = (await db.partner.findUniqueOrThrow({ where: { numberKey: "PRTLETTERS" } })).id;
});

// At most one change of an account is open.
beforeEach(() => db.designationChange.updateMany({ where: { endedAt: null }, data: ENDED }));
const ENDED = { state: "CANCELLED", endedAt: NOW } as const;

interface Queued {
  readonly template: Template;
  readonly to?: string;
  readonly props?: Record<string, string | number | boolean>;
  readonly linkId?: string;
  readonly oneTimeLinkId?: string;
  readonly account?: false;
}

/** A message as a verb leaves it for the worker. */
function queue({ template, to = DANA, props = {}, linkId, oneTimeLinkId, account }: Queued) {
  return db.emailMessage.create({
    data: {
      ...{ template, language: "en", props, createdAt: NOW, messageId: `<${randomUUID()}@test>` },
      ...{ toName: "Dana Kowalski", toAddress: to, toKey: to },
      purchasingAccountId: account === false ? null : dana.purchasingAccountId,
      linkId: linkId ?? null,
      oneTimeLinkId: oneTimeLinkId ?? null,
    },
  });
}

interface Subject {
  readonly userId?: string;
  readonly changeId?: string;
  readonly invitationId?: string;
  readonly emailChangeId?: string;
}

/** A single-use link; its id, and the token that its mail has to carry. */
async function oneTimeLink(purpose: OneTimePurpose, subject: Subject, expiresAt = later(HOUR)) {
  const id = randomUUID();
  const token = newToken("one-time", id);
  await db.oneTimeLink.create({
    data: { id, purpose, ...subject, tokenHash: hashToken(token), createdAt: NOW, expiresAt },
  });
  return { id, token };
}

async function reminderLink(invitationId: string, sentToKey: string) {
  const id = randomUUID();
  const token = newToken("invitation", id);
  const tokenHash = hashToken(token);
  await db.invitationLink.create({
    data: {
      ...{ id, invitationId, tokenHash, kind: "REMINDER", sentToKey },
      ...{ createdAt: later(DAY), expiresAt: later(60 * DAY) },
    },
  });
  return { id, token };
}

/** A colleague whom Dana has invited. */
async function invited() {
  const email = newAddress("invited");
  await inviteUser(dana, inviteInput(email), NOW);
  const invitation = await invitationOf(email, ACCOUNT);
  return { email, invitation, linkId: invitation.links[0]?.id ?? "" };
}

function partnerPerson(status: "INVITED" | "ACTIVE" = "INVITED", userId: string | null = null) {
  const email = newAddress("partner");
  return db.partnerUser.create({
    data: {
      ...{ partnerId, userId, email, emailKey: email, firstName: "Lee", lastName: "Gu", status },
      ...{ language: "en", country: "US", isAdministrator: true, createdAt: NOW },
    },
  });
}

/** Somebody who is in at the partner. */
async function atPartner(): Promise<PartnerUser> {
  const email = newAddress("user");
  const { id } = await db.user.create({
    data: {
      ...{ email, emailKey: email, firstName: "Lee", lastName: "Gu", createdAt: NOW },
      ...{ language: "en", country: "US" },
    },
  });
  return partnerPerson("ACTIVE", id);
}

async function invitedPartner() {
  const person = await partnerPerson();
  const invitation = await db.invitation.create({
    data: {
      ...{ partnerUserId: person.id, kind: "PARTNER", createdAt: NOW, expiresAt: later(60 * DAY) },
    },
  });
  const id = randomUUID();
  const tokenHash = hashToken(newToken("invitation", id));
  const link = { id, tokenHash, kind: "FIRST", sentToKey: person.emailKey } as const;
  await db.invitationLink.create({
    data: {
      ...link,
      ...{ invitationId: invitation.id, createdAt: NOW, expiresAt: later(60 * DAY) },
    },
  });
  return { person, invitation, linkId: id };
}

function change(data: Partial<DesignationChange> = {}) {
  const state = data.state ?? "WAITING";
  const open = ["WAITING", "OBJECTED", "REVIEW"].includes(state);
  return db.designationChange.create({
    data: {
      ...{ purchasingAccountId: dana.purchasingAccountId, kind: "REPLACE", state, partnerId },
      ...{ firstName: "Noor", lastName: "Haddad", language: "en", country: "US" },
      ...{ email: "noor.haddad@contoso.com", emailKey: "noor.haddad@contoso.com" },
      ...{ requestedByKind: "PARTNER", createdAt: NOW, actsAt: later(3 * DAY) },
      endedAt: open ? null : NOW,
      ...data,
    },
  });
}

async function objection(to = DANA, data: Partial<DesignationChange> = {}) {
  const { id } = await change(data);
  const link = await oneTimeLink("OBJECTION", { changeId: id }, later(3 * DAY));
  const message = await queue({
    ...{ template: "designationObjection", to, props: { changeId: id }, oneTimeLinkId: link.id },
  });
  return { id, link, message };
}

/** After a change to Dana took effect: a message to one of those who are told. */
async function applied(template: Template, to = DANA, data: Partial<DesignationChange> = {}) {
  const { id } = await change({ state: "APPLIED", email: DANA, emailKey: DANA, ...data });
  return queue({ template, to, props: { changeId: id } });
}

async function news(template: Template, ended: object = {}, to = DANA) {
  const { invitation, email, linkId } = await invited();
  await db.invitation.update({ where: { id: invitation.id }, data: ended });
  const props = { invitationId: invitation.id };
  return { invitation, email, linkId, message: await queue({ template, to, props }) };
}

async function reminder() {
  const { invitation, email } = await invited();
  const link = await reminderLink(invitation.id, email);
  const stop = await oneTimeLink("OPT_OUT", { invitationId: invitation.id }, later(60 * DAY));
  const message = await queue({
    ...{ template: "reminder", to: email, linkId: link.id, oneTimeLinkId: stop.id },
  });
  return { invitation, link, stop, message };
}

async function withLink(template: Template, purpose: OneTimePurpose) {
  const link = await oneTimeLink(purpose, { userId: dana.userId });
  return { link, message: await queue({ template, oneTimeLinkId: link.id }) };
}

/** Somebody with an account of their own, in the purchasing account as the data says. */
async function member(data: Partial<Membership> = {}) {
  const email = newAddress("member");
  const person = { email, emailKey: email, firstName: "Noor", lastName: "Haddad", createdAt: NOW };
  const place = { language: "en", country: "US" };
  const user = await db.user.create({ data: { ...person, ...place } });
  return db.membership.create({
    data: {
      ...{ ...person, ...place, userId: user.id, purchasingAccountId: dana.purchasingAccountId },
      ...{ roles: ["ACCOUNT_VIEWER"], status: "ACTIVE", sortName: "", searchText: "" },
      ...data,
    },
  });
}

/** A message to a person about their own membership. */
async function toMember(template: Template, data: Partial<Membership> = {}) {
  const { id, emailKey, userId } = await member(data);
  const message = await queue({ template, to: emailKey, props: { membershipId: id } });
  return { id, emailKey, userId, message };
}

const setMember = (id: string, data: Partial<Pick<Membership, "roles" | "status">>) =>
  db.membership.update({ where: { id }, data });

async function added() {
  const { id, email } = await member({ roles: ["ACCOUNT_ADMINISTRATOR"] });
  const message = await queue({ template: "administratorAdded", props: { membershipId: id } });
  return { id, email, message };
}

async function granted() {
  const by = await member({ firstName: "Ravi", lastName: "Menon", roles: ["USER_ADMINISTRATOR"] });
  const { id } = await member({ roles: ["ACCOUNT_MANAGER", "REPORT_VIEWER"], grantedById: by.id });
  const props = { membershipId: id, byId: by.id };
  return { id, message: await queue({ template: "keyRoleGranted", props }) };
}

async function revealed(exported?: number) {
  const by = await member({ firstName: "Ravi", lastName: "Menon", roles: ["ACCOUNT_MANAGER"] });
  const props = { byId: by.id, ...(exported === undefined ? {} : { exported }) };
  return { id: by.id, message: await queue({ template: "keysRevealed", props }) };
}

/** To Dana, who is the only Account Administrator from now on. */
async function sole() {
  const { purchasingAccountId, membershipId } = dana;
  await db.membership.updateMany({
    where: { purchasingAccountId, NOT: { id: membershipId } },
    data: { roles: ["ACCOUNT_VIEWER"] },
  });
  return queue({ template: "soleAdministrator" });
}

async function visibility(until = later(14 * DAY), endedAt: Date | null = null) {
  await db.partnerVisibility.updateMany({ where: { endedAt: null }, data: { endedAt: NOW } });
  const { id } = await db.partnerVisibility.create({
    data: {
      ...{ purchasingAccountId: dana.purchasingAccountId, partnerId, until, endedAt },
      ...{ grantedById: dana.membershipId, createdAt: NOW },
    },
  });
  return { id, message: await queue({ template: "visibilityEnds", props: { visibilityId: id } }) };
}

/** A seat of a service that runs for a year, with the mail about it. */
async function seat(data: { from?: Date; until?: Date; releasedAt?: Date } = {}) {
  const { from = NOW, until = later(365 * DAY), releasedAt = null } = data;
  const { purchasingAccountId } = dana;
  const email = newAddress("seat");
  const serviceKey = randomUUID();
  const { id: subscriptionId } = await db.subscription.create({
    data: {
      ...{
        purchasingAccountId,
        serviceKey,
        service: "QUILL",
        name: "Quill Cloud",
        recordedAt: NOW,
      },
      ...{ seats: 5, seatsTaken: 1, from, until },
    },
  });
  const place = { purchasingAccountId, subscriptionId };
  await db.seat.create({
    data: { ...place, email, emailKey: email, assignedAt: NOW, releasedAt },
  });
  const props = { subscriptionId };
  return { email, message: await queue({ template: "seatAssigned", to: email, props }) };
}

/** A domain of Dana's organization in some state, and the mail about it. */
async function domain(
  template: Extract<Template, `domain${string}`>,
  data: { status?: "VERIFIED" | "LOST"; lostAt?: Date } = {},
  claim?: { state: "OPEN" | "APPROVED" | "REFUSED"; side: "claimant" | "holder" },
) {
  const account = await db.purchasingAccount.findUniqueOrThrow({
    where: { id: dana.purchasingAccountId },
    include: { agreement: true },
  });
  const name = `${randomUUID()}.com`;
  const { id } = await db.domain.create({
    data: {
      ...{ name, nameKey: name, challenge: name, createdAt: NOW, ...data },
      organizationId: account.agreement.organizationId,
    },
  });
  if (!claim) return { id, name, message: await queue({ template, props: { domainId: id } }) };
  const { state, side } = claim;
  const transfer = await db.domainTransfer.create({
    data: { domainId: id, state, createdAt: NOW },
  });
  const props = { domainId: id, transferId: transfer.id, side };
  return { id, name, message: await queue({ template, props }) };
}

const LOST = { status: "LOST", lostAt: NOW } as const;

/** A change of Dana's sign-in address that waits for both mailboxes; the mail to one of them. */
async function emailChange(template: "emailChangeOld" | "emailChangeNew") {
  await db.emailChange.updateMany({ where: { endedAt: null }, data: { endedAt: NOW } });
  const newEmail = newAddress("kowalska");
  const { id } = await db.emailChange.create({
    data: {
      ...{ userId: dana.userId, newEmail, newKey: newEmail },
      ...{ createdAt: NOW, endsAt: later(DAY) },
    },
  });
  const isOld = template === "emailChangeOld";
  const link = await oneTimeLink(isOld ? "EMAIL_OLD" : "EMAIL_NEW", { emailChangeId: id });
  const to = isOld ? DANA : newEmail;
  const message = await queue({ template, to, oneTimeLinkId: link.id, account: false });
  return { id, newEmail, link, message };
}

const ASKER = {
  ...{ firstName: "Lee", lastName: "Gu", language: "en", country: "US" },
  ...{ reason: "I look after the licenses\nof our office at https://contoso.com.", createdAt: NOW },
};

/** Somebody who has typed an address and was mailed a code. */
async function proof(data: Partial<JoinProof> = {}) {
  const email = newAddress("asker");
  const id = randomUUID();
  await db.joinProof.create({
    data: {
      ...{ ...ASKER, id, email, emailKey: email, baseKey: email, domainKey: "contoso.com" },
      ...{ codeHmac: codeHmac(newCode(id), id), endsAt: later(HOUR) },
      ...data,
    },
  });
  const props = { proofId: id };
  return { id, message: await queue({ template: "joinCode", to: email, props, account: false }) };
}

/** A request to be let in; the mail to those who may invite, or to the person. */
async function joinRequest(
  template: "joinRequested" | "joinDeclined",
  data: Partial<JoinRequest> = {},
  props: Record<string, boolean> = {},
) {
  const email = newAddress("asker");
  const { id } = await db.joinRequest.create({
    data: {
      ...{ ...ASKER, email, emailKey: email, baseKey: email, expiresAt: later(30 * DAY) },
      ...{ purchasingAccountId: dana.purchasingAccountId, ...data },
    },
  });
  const to = template === "joinRequested" ? DANA : email;
  return { id, message: await queue({ template, to, props: { requestId: id, ...props } }) };
}

const SAID_NO = { status: "DECLINED", endedAt: NOW, declineReason: "Ask www.lyon.com." } as const;

const CHANGED = { changedAt: NOW.toISOString() };

const secondFactor = (what: string, at = NOW) =>
  queue({
    ...{ template: "secondFactorChanged", account: false },
    props: { what, at: at.toISOString() },
  });

/** Dana is an operator, too. */
function asOperator() {
  const { userId } = dana;
  return db.operator.upsert({
    where: { userId },
    create: { userId, since: NOW },
    update: { endedAt: null },
  });
}

/** A message to Dana, who is an operator besides, of a file that a customer couldn't have. */
async function unavailable(found = "missing") {
  const { userId } = await asOperator();
  const shared = { needsKey: true, hasDownload: true, family: "Servers" };
  const code = newAddress("HBR").toUpperCase();
  const { id: productId } = await db.product.create({
    data: { code, codeKey: code, name: "Harbor Server", ...shared },
  });
  const { id } = await db.softwareFile.create({
    data: {
      ...{ productId, version: "25.1", language: "English", platform: "Linux", kind: "Installer" },
      ...{ path: "harbor/server.zip", size: 4_200_000n, sha256: new Uint8Array(32) },
    },
  });
  const props = { fileId: id, found };
  return { userId, message: await queue({ template: "fileUnavailable", props, account: false }) };
}

/** A message to Dana, who is an operator besides, about a domain that two organizations want. */
async function claimToDecide(state: "OPEN" | "APPROVED" = "OPEN") {
  const { message, ...rest } = await domain("domainClaimed", {}, { state, side: "claimant" });
  const { userId } = await asOperator();
  return { ...rest, userId, message: { ...message, template: "claimToDecide" } };
}

/** A message to Dana, who is an operator besides, about a change that waits for the vendor. */
async function changeToDecide(data: Partial<DesignationChange> = { state: "OBJECTED" }) {
  const { id } = await change(data);
  const { userId } = await asOperator();
  const message = await queue({ template: "changeToDecide", props: { changeId: id } });
  return { id, userId, message };
}

/** A message to the partner's person who asked for a change. */
async function changeNews(
  template: "changeHeld" | "changeDecided",
  data: Partial<DesignationChange>,
) {
  const { id: personId, emailKey: to, userId } = await atPartner();
  const { id } = await change({ requestedById: userId, ...data });
  return { id, personId, message: await queue({ template, to, props: { changeId: id } }) };
}

const DECLINED = { status: "DECLINED", endedAt: NOW, declineReason: "I left in May." } as const;

/** How a message of each kind comes about. */
const MAKE: Record<Template, () => Promise<EmailMessage>> = {
  invitation: async () => {
    const { linkId, email } = await invited();
    return queue({ template: "invitation", to: email, linkId });
  },
  reminder: async () => (await reminder()).message,
  alreadyAccess: async () => (await withLink("alreadyAccess", "RESET")).message,
  invitationBounced: async () => (await news("invitationBounced")).message,
  invitationDeclined: async () => (await news("invitationDeclined", DECLINED)).message,
  invitationExpired: async () => (await news("invitationExpired", { expiresAt: NOW })).message,
  joinCode: async () => (await proof()).message,
  joinRequested: async () => (await joinRequest("joinRequested")).message,
  joinDeclined: async () => (await joinRequest("joinDeclined", SAID_NO)).message,
  designationObjection: async () => (await objection()).message,
  changeToDecide: async () => (await changeToDecide()).message,
  changeHeld: async () => (await changeNews("changeHeld", { state: "OBJECTED" })).message,
  changeDecided: async () => (await changeNews("changeDecided", { state: "REFUSED" })).message,
  claimToDecide: async () => (await claimToDecide()).message,
  administratorReplaced: () => applied("administratorReplaced", newAddress("former")),
  administratorNamed: () => applied("administratorNamed"),
  administratorChanged: () => applied("administratorChanged"),
  rolesChanged: async () => (await toMember("rolesChanged")).message,
  memberRemoved: async () => (await toMember("memberRemoved", { status: "REMOVED" })).message,
  memberDisabled: async () => (await toMember("memberDisabled", { status: "DISABLED" })).message,
  administratorAdded: async () => (await added()).message,
  keyRoleGranted: async () => (await granted()).message,
  keysRevealed: async () => (await revealed()).message,
  soleAdministrator: () => sole(),
  visibilityEnds: async () => (await visibility()).message,
  seatAssigned: async () => (await seat()).message,
  domainVerified: async () => (await domain("domainVerified", { status: "VERIFIED" })).message,
  domainLost: async () => (await domain("domainLost", LOST)).message,
  domainGateClosed: async () => (await domain("domainGateClosed", LOST)).message,
  domainClaimed: async () =>
    (await domain("domainClaimed", {}, { state: "OPEN", side: "claimant" })).message,
  domainClaimDecided: async () =>
    (await domain("domainClaimDecided", {}, { state: "REFUSED", side: "holder" })).message,
  emailChangeOld: async () => (await emailChange("emailChangeOld")).message,
  emailChangeNew: async () => (await emailChange("emailChangeNew")).message,
  emailChanged: () => queue({ template: "emailChanged", props: CHANGED, account: false }),
  secondFactorChanged: () => secondFactor("on"),
  passwordReset: async () => (await withLink("passwordReset", "RESET")).message,
  passwordChanged: () => queue({ template: "passwordChanged" }),
  operatorGranted: () => queue({ template: "operatorGranted", account: false }),
  operatorInvitation: async () => (await withLink("operatorInvitation", "OPERATOR")).message,
  fileUnavailable: async () => (await unavailable()).message,
};

async function read(message: EmailMessage, now = NOW): Promise<Letter> {
  const letter = await loadLetter(message, now);
  if (!letter) throw new Error(`${message.template} was suppressed`);
  return letter;
}

const inText = async (message: EmailMessage, now = NOW) => letterText(await read(message, now));

describe.each(TEMPLATES)("a queued %s", (template) => {
  test("becomes a mail in every language", async () => {
    const message = await MAKE[template]();
    for (const language of MAIL_LANGUAGES) {
      const letter = await read({ ...message, language });
      expect(letter.subject).not.toMatch(/\p{Cc}/u);
      expect(letter.direction).toBe(language === "ar" ? "rtl" : "ltr");
      for (const part of [letter.subject, letterText(letter)]) {
        expect(part).not.toMatch(/mails\.\w|undefined|Invalid|\{\w+\}/);
      }
    }
  });
});

describe("an invitation's mail", () => {
  test("carries its link and the code that belongs to it", async () => {
    const { linkId, email } = await invited();
    const letter = await read(await queue({ template: "invitation", to: email, linkId }));
    const token = await tokenFor(email, ACCOUNT);
    expect(letter.button?.href).toBe(`${APP}/get-started/${token}`);
    expect(letter.code?.value).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(letter.code?.hint).toContain(`${APP}/get-started `);
    await db.invitationLink.update({ where: { id: linkId }, data: { codeHmac: null } });
    const without = await read(await queue({ template: "invitation", to: email, linkId }));
    expect(without.code).toBeUndefined();
  });

  test.each([
    ["superseded", { supersededAt: NOW }, {}],
    ["revoked", {}, { status: "REVOKED", endedAt: NOW } as const],
    ["expired", {}, { expiresAt: NOW }],
    ["past its own end", { expiresAt: NOW }, {}],
  ])("is not sent when it is %s", async (_, link, ended) => {
    const { linkId, email, invitation } = await invited();
    const message = await queue({ template: "invitation", to: email, linkId });
    await db.invitationLink.update({ where: { id: linkId }, data: link });
    await db.invitation.update({ where: { id: invitation.id }, data: ended });
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("to a partner's person names the partner and no agreement", async () => {
    const { person, linkId } = await invitedPartner();
    const message = await queue({
      ...{ template: "invitation", to: person.emailKey, linkId, account: false },
    });
    const letter = await read(message);
    expect(letter.facts).toEqual([["Partner", "Proseware Licensing"]]);
    expect(letter.subject).toBe(
      "You are invited to the Partner Center on behalf of Proseware Licensing",
    );
    expect(letter.paragraphs.join(" ")).toContain("Create your organizational account");
    await db.user.create({
      data: {
        ...{ email: person.email, emailKey: person.emailKey, firstName: "Lee", lastName: "Gu" },
        ...{ language: "en", country: "US", createdAt: NOW },
      },
    });
    expect(await inText(message)).toContain("You already have an organizational account");
  });

  test("has one line as its subject whatever an organization is called", async () => {
    const { linkId, email } = await invited();
    const message = await queue({ template: "invitation", to: email, linkId });
    const organizations = { agreements: { some: { numberKey: `AGR${ACCOUNT}` } } };
    const name = "Contoso\r\nBcc: all@contoso.com";
    await db.organization.updateMany({ where: organizations, data: { name } });
    const { subject } = await read(message);
    await db.organization.updateMany({ where: organizations, data: { name: "Contoso Retail" } });
    expect(subject).toBe("Welcome to the Business Center of Contoso Bcc: all@contoso.com");
  });
});

describe("the mails around a request to be let in", () => {
  test("the code carries nothing that was typed but the address", async () => {
    const { id, message } = await proof();
    const text = await inText({ ...message, toName: message.toAddress });
    expect(text.replaceAll("-", "")).toContain(newCode(id));
    expect(text).toContain(`${APP}/ask-administrator/code`);
    for (const typed of [ASKER.firstName, ASKER.lastName, "licenses of our"]) {
      expect(text).not.toContain(typed);
    }
  });

  test.each([
    ["used", { usedAt: NOW }],
    ["over", { endsAt: NOW }],
    ["tried too often", { codeTries: 5 }],
  ])("the code isn't sent when it is %s", async (_, data) => {
    expect(await loadLetter((await proof(data)).message, NOW)).toBeNull();
  });

  test("the request is told in one line whose addresses lead nowhere, with its page", async () => {
    const { id, message } = await joinRequest("joinRequested");
    const letter = await read(message);
    expect(letter.facts).toContainEqual([
      "Reason given",
      "I look after the licenses of our office at https: //contoso.com.",
    ]);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/access/requests/${id}`);
    expect(letterText(letter)).not.toContain("last mail of this kind");
    const { message: last } = await joinRequest("joinRequested", {}, { isLast: true });
    expect(await inText(last)).toContain("last mail of this kind");
  });

  test.each([
    ["decided", SAID_NO],
    ["over", { expiresAt: NOW }],
  ])("the request isn't told when it is %s", async (_, data) => {
    expect(await loadLetter((await joinRequest("joinRequested", data)).message, NOW)).toBeNull();
  });

  test("the request isn't told to somebody who may not invite any more", async () => {
    const { message } = await joinRequest("joinRequested");
    const { emailKey } = await member({ roles: ["REPORT_VIEWER"] });
    expect(await loadLetter({ ...message, toKey: emailKey }, NOW)).toBeNull();
    const other = await member({ roles: ["AGREEMENT_ADMINISTRATOR"] });
    expect(await loadLetter({ ...message, toKey: other.emailKey }, NOW)).not.toBeNull();
  });

  test("a no has its reason and names nobody", async () => {
    const { message } = await joinRequest("joinDeclined", {
      ...{ ...SAID_NO, decidedById: dana.membershipId },
    });
    const text = await inText(message);
    expect(text).toContain("Ask www. lyon.com.");
    expect(text).toContain("Contoso Retail");
    expect(text.replace("Hello Dana Kowalski", "")).not.toMatch(/Dana|Kowalski/);
  });
});

describe("a reminder", () => {
  test("has a link of its own, an opt-out and the address for mail programs", async () => {
    const { link, stop, message } = await reminder();
    const letter = await read(message);
    expect(letter.button?.href).toBe(`${APP}/get-started/${link.token}`);
    expect(letter.stop?.href).toBe(`${APP}/stop-reminders/${stop.token}`);
    expect(letter.unsubscribe).toBe(`${APP}/api/stop-reminders/${stop.token}`);
    expect(letter.subject).toMatch(/^Reminder/);
  });

  test.each([
    ["its reminders were stopped", { remindersOff: true }],
    ["the invitation is held", { heldAt: NOW }],
    ["the invitation was accepted", { status: "ACCEPTED", endedAt: NOW } as const],
  ])("is not sent when %s", async (_, data) => {
    const { invitation, message } = await reminder();
    await db.invitation.update({ where: { id: invitation.id }, data });
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("is not sent without a way to stop it", async () => {
    const { stop, message } = await reminder();
    await db.oneTimeLink.update({ where: { id: stop.id }, data: { usedAt: NOW } });
    expect(await loadLetter(message, NOW)).toBeNull();
    expect(await loadLetter({ ...message, oneTimeLinkId: null }, NOW)).toBeNull();
  });
});

describe("a link that works once", () => {
  test.each([
    ["alreadyAccess", "RESET"],
    ["passwordReset", "RESET"],
    ["operatorInvitation", "OPERATOR"],
  ] as const)("isn't mailed in %s once it is dead", async (template, purpose) => {
    const { link, message } = await withLink(template, purpose);
    expect(await inText(message)).toContain(link.token);
    expect(await loadLetter(message, later(HOUR))).toBeNull();
    await db.oneTimeLink.update({ where: { id: link.id }, data: { usedAt: NOW } });
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("isn't mailed for another purpose than its own", async () => {
    const { message } = await withLink("operatorInvitation", "RESET");
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("stands below the way to sign in for whoever has access already", async () => {
    const { link, message } = await withLink("alreadyAccess", "RESET");
    const letter = await read(message);
    expect(letter.button?.href).toBe(`${APP}/sign-in`);
    expect(letter.otherLink?.href).toBe(`${APP}/reset-password/${link.token}`);
    expect(letter.facts).toContainEqual(["Purchasing account", ACCOUNT]);
  });
});

describe("the news of an invitation", () => {
  test("that came back gives their server's newest words and the way to Manage Users", async () => {
    const { message, linkId, email } = await news("invitationBounced");
    const returned = { linkId, to: email, template: "invitation" } as const;
    const { id: first } = await queue(returned);
    const { id: newest } = await queue(returned);
    const bounced = { state: "BOUNCED", bouncedAt: NOW } as const;
    await db.emailMessage.update({
      where: { id: first },
      data: { ...bounced, lastAnswer: "452 later" },
    });
    await db.emailMessage.update({
      where: { id: newest },
      data: { ...bounced, lastAnswer: "550 5.1.1 nobody here", createdAt: later(1) },
    });
    const letter = await read(message);
    expect(letter.facts).toContainEqual(["Their server's answer", "550 5.1.1 nobody here"]);
    expect(letter.facts).toContainEqual(["Email address", email]);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/access`);
  });

  test("that was declined shows the reason as plain words", async () => {
    const declineReason = "No!\r\nBcc: x@contoso.com <b>me</b> https://evil.example/a";
    const { message } = await news("invitationDeclined", { ...DECLINED, declineReason });
    const letter = await read(message);
    const html = await render(createElement(LetterMail, { letter }));
    expect(letter.facts).toContainEqual([
      "Reason given",
      "No! Bcc: x@contoso.com <b>me</b> https: //evil.example/a",
    ]);
    expect(html).toContain("&lt;b&gt;me&lt;/b&gt;");
    expect(html).not.toMatch(/<b>|https:\/\/evil/);
  });

  test.each([
    ["invitationBounced", { status: "REVOKED", endedAt: NOW }],
    ["invitationDeclined", {}],
    ["invitationExpired", {}],
    ["invitationExpired", { status: "EXPIRED", endedAt: NOW, expiresAt: NOW }],
  ] as const)("(%s) is no news when something else became of it", async (template, ended) => {
    const { message } = await news(template, ended);
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("leads a partner's person to the partner's own page, while the account is theirs", async () => {
    const { emailKey } = await atPartner();
    const { message } = await news("invitationBounced", {}, emailKey);
    expect((await read(message)).button?.href).toBe(`${APP}/partner/accounts/${ACCOUNT}`);
    const accounts = { id: dana.purchasingAccountId };
    await db.purchasingAccount.updateMany({ where: accounts, data: { partnerId: null } });
    const afterwards = await loadLetter(message, NOW);
    await db.purchasingAccount.updateMany({ where: accounts, data: { partnerId } });
    expect(afterwards).toBeNull();
  });

  test("of a partner's person goes to that partner's people only", async () => {
    const { invitation } = await invitedPartner();
    const props = { invitationId: invitation.id };
    const { emailKey } = await atPartner();
    const template = "invitationBounced";
    const letter = await read(await queue({ template, to: emailKey, props, account: false }));
    expect(letter.button?.href).toBe(`${APP}/partner/people`);
    expect(letter.facts).toContainEqual(["Partner", "Proseware Licensing"]);
    expect(await loadLetter(await queue({ template, props, account: false }), NOW)).toBeNull();
  });
});

describe("before a designation changes", () => {
  const address = "noor.haddad@contoso.com";

  test("a member reads who is proposed, and whoever isn't one reads a masked address", async () => {
    const { message, link } = await objection();
    const letter = await read(message);
    expect(letter.facts).toContainEqual(["Proposed person", "Noor Haddad"]);
    expect(letter.facts).toContainEqual(["Email address", address]);
    expect(letter.button?.href).toBe(`${APP}/objection/${link.token}`);
    const outside = await read({ ...message, toKey: newAddress("former") });
    expect(outside.facts).toContainEqual(["Email address", "n•••@contoso.com"]);
    const html = await render(createElement(LetterMail, { letter: outside }));
    for (const part of [html, letterText(outside)]) expect(part).not.toContain(address);
  });

  test("the mail says who asked for what and when it takes effect", async () => {
    const first = await objection();
    expect(await inText(first.message)).toMatch(
      /Proseware Licensing has asked to designate another person .* takes effect on .*27 November/s,
    );
    await db.designationChange.update({
      where: { id: first.id },
      data: { state: "REVIEW", kind: "CORRECT_ADDRESS", partnerId: null },
    });
    expect(await inText(first.message)).toMatch(
      /Fourth Coffee Licensing has asked to correct .* looks at this change first/s,
    );
  });

  test.each([["OBJECTED"], ["CANCELLED"], ["APPLIED"]] as const)(
    "nobody is asked about a change that is %s",
    async (state) => {
      const { message } = await objection(DANA, { state });
      expect(await loadLetter(message, NOW)).toBeNull();
    },
  );

  test("nobody is asked once the window is over", async () => {
    const { message } = await objection();
    await read(message, later(3 * DAY - 1));
    expect(await loadLetter(message, later(3 * DAY))).toBeNull();
  });
});

describe("after a designation changed", () => {
  test("the former person reads no name, and of their access only if they have it", async () => {
    const former = await letIn(dana, ACCOUNT, ["ACCOUNT_ADMINISTRATOR"]);
    const { emailKey } = await db.membership.findUniqueOrThrow({
      where: { id: former.membershipId },
    });
    const inside = await applied("administratorReplaced", emailKey);
    expect((await read(inside)).button?.href).toBe(`${APP}/sign-in`);
    const outside = await read({ ...inside, toKey: newAddress("former") });
    expect(outside.button).toBeUndefined();
    const text = letterText(outside);
    expect(text).toContain(`Contoso Retail, purchasing account ${ACCOUNT}`);
    expect(text).not.toMatch(new RegExp(`${DANA}|Noor|Proseware|access|http`));
  });

  test("the new person and the administrators are led to the account", async () => {
    const named = await read(await applied("administratorNamed"));
    expect(named.button?.href).toBe(`${APP}/accounts/${ACCOUNT}`);
    const changed = await read(await applied("administratorChanged"));
    expect(changed.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/access`);
    expect(changed.facts).toContainEqual(["Designated now", "Noor Haddad"]);
    expect(changed.facts).toContainEqual(["Email address", DANA]);
    expect(changed.paragraphs[0]).toContain("At the request of Proseware Licensing");
  });

  test("nobody is told of a change that didn't happen or was overtaken", async () => {
    for (const template of ["administratorNamed", "administratorChanged"] as const) {
      const refused = await applied(template, DANA, { state: "REFUSED" });
      expect(await loadLetter(refused, NOW)).toBeNull();
    }
    const other = "noor.haddad@contoso.com";
    const overtaken = { email: other, emailKey: other };
    expect(
      await loadLetter(await applied("administratorChanged", DANA, overtaken), NOW),
    ).toBeNull();
    expect(await loadLetter(await applied("administratorNamed", other, overtaken), NOW)).toBeNull();
    expect(await loadLetter(await applied("administratorReplaced"), NOW)).toBeNull();
  });

  test("who isn't in the account doesn't read who is designated", async () => {
    const outside = await applied("administratorChanged", newAddress("gone"));
    expect(await loadLetter(outside, NOW)).toBeNull();
  });
});

describe("a person whose rights changed", () => {
  test("reads the roles that they have when the mail leaves", async () => {
    const { id, message } = await toMember("rolesChanged");
    await setMember(id, { roles: ["REPORT_VIEWER", "AGREEMENT_ADMINISTRATOR"] });
    const letter = await read(message);
    const roles = "Agreement Administrator and Report Viewer";
    expect(letter.facts).toContainEqual(["Roles now", roles]);
    expect(letter.facts).toContainEqual(["Organization", "Contoso Retail"]);
    expect(letter.facts).toContainEqual(["Purchasing account", ACCOUNT]);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}`);
    expect(letterText(letter)).toContain("apply at once");
  });

  test.each([["DISABLED"], ["REMOVED"]] as const)(
    "reads nothing about roles when they are %s by then",
    async (status) => {
      const { id, message } = await toMember("rolesChanged");
      await setMember(id, { status });
      expect(await loadLetter(message, NOW)).toBeNull();
    },
  );

  test.each([
    ["memberRemoved", "REMOVED"],
    ["memberDisabled", "DISABLED"],
  ] as const)("(%s) reads of whom to ask, no name and no link", async (template, status) => {
    const letter = await read((await toMember(template, { status })).message);
    expect(letter.button).toBeUndefined();
    const text = letterText(letter);
    expect(text).toContain(`purchasing account ${ACCOUNT} of Contoso Retail`);
    expect(text).toContain("ask an Account Administrator of your organization");
    expect(text).not.toMatch(new RegExp(`${DANA}|Noor|Robin|http`));
  });

  test("reads nothing of a lock that was lifted, or of a removal after they came back", async () => {
    const disabled = await toMember("memberDisabled", { status: "DISABLED" });
    await setMember(disabled.id, { status: "ACTIVE" });
    expect(await loadLetter(disabled.message, NOW)).toBeNull();
    const removed = await toMember("memberRemoved", { status: "REMOVED" });
    const { emailKey, userId } = removed;
    const successor = { email: emailKey, emailKey, userId };
    const { id } = await member({ ...successor, status: "DISABLED" });
    await read(removed.message);
    await setMember(id, { status: "ACTIVE" });
    expect(await loadLetter(removed.message, NOW)).toBeNull();
  });
});

describe("an Account Administrator", () => {
  test("reads who got the role too, and nothing once they lost it", async () => {
    const { id, email, message } = await added();
    const letter = await read(message);
    expect(letter.facts).toContainEqual(["Person", "Noor Haddad"]);
    expect(letter.facts).toContainEqual(["Email address", email]);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/access`);
    await setMember(id, { roles: ["ACCOUNT_VIEWER"] });
    expect(await loadLetter(message, NOW)).toBeNull();
    await setMember(id, { roles: ["ACCOUNT_ADMINISTRATOR"], status: "REMOVED" });
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("reads who can see keys and who let them, while they can", async () => {
    const { id, message } = await granted();
    const letter = await read(message);
    expect(letter.facts).toContainEqual(["Person", "Noor Haddad"]);
    expect(letter.facts).toContainEqual(["Roles now", "Account Manager and Report Viewer"]);
    expect(letter.facts).toContainEqual(["Granted by", "Ravi Menon"]);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/access`);
    await setMember(id, { roles: ["ACCOUNT_VIEWER"] });
    expect(await loadLetter(message, NOW)).toBeNull();
    await setMember(id, { roles: ["ACCOUNT_MANAGER"], status: "REMOVED" });
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("who is alone is asked for a second one, until there is one", async () => {
    const message = await sole();
    const letter = await read(message);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/access/invite`);
    const { id } = await member({ roles: ["ACCOUNT_ADMINISTRATOR"] });
    expect(await loadLetter(message, NOW)).toBeNull();
    await setMember(id, { status: "DISABLED" });
    await read(message);
  });

  test("reads which partner's visibility ends and when", async () => {
    const letter = await read((await visibility()).message);
    expect(letter.facts).toContainEqual(["Partner", "Proseware Licensing"]);
    expect(letter.facts).toContainEqual(["Last day", "8 December 2026"]);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/access/partners`);
  });

  test("reads nothing of a visibility that was revoked, extended, or is over", async () => {
    const revoked = await visibility(later(14 * DAY), NOW);
    expect(await loadLetter(revoked.message, NOW)).toBeNull();
    const extended = await visibility(later(16 * DAY));
    expect(await loadLetter(extended.message, NOW)).toBeNull();
    const over = await visibility(new Date("2026-11-24"));
    await read(over.message, new Date("2026-11-24T23:59:59Z"));
    expect(await loadLetter(over.message, new Date("2026-11-25"))).toBeNull();
  });

  test("reads how a domain stands, and nothing that is overtaken", async () => {
    const lost = await domain("domainLost", LOST);
    const letter = await read(lost.message);
    expect(letter.paragraphs[1]).toMatch(/^Until 8 December 2026 nothing changes/);
    expect(letter.facts).toContainEqual(["Domain", lost.name]);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/domains`);
    await db.domain.update({ where: { id: lost.id }, data: { status: "VERIFIED", lostAt: null } });
    for (const template of ["domainLost", "domainGateClosed"]) {
      expect(await loadLetter({ ...lost.message, template }, NOW)).toBeNull();
    }
    const { message } = await domain("domainVerified", LOST);
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("reads of a claim what its side may know, while it is open or once it is decided", async () => {
    const claimed = await domain("domainClaimed", {}, { state: "OPEN", side: "holder" });
    expect((await read(claimed.message)).subject).toBe(
      `Another organization claims ${claimed.name}`,
    );
    expect(
      await loadLetter({ ...claimed.message, template: "domainClaimDecided" }, NOW),
    ).toBeNull();
    const [won, kept] = await Promise.all([
      domain("domainClaimDecided", {}, { state: "APPROVED", side: "claimant" }),
      domain("domainClaimDecided", {}, { state: "REFUSED", side: "holder" }),
    ]);
    expect((await read(won.message)).subject).toBe(`${won.name} is verified`);
    expect((await read(kept.message)).subject).toBe(`${kept.name} stays yours`);
    expect(await loadLetter({ ...won.message, template: "domainClaimed" }, NOW)).toBeNull();
  });

  test("reads who had keys shown or exported, also when they are gone by now", async () => {
    const shown = await revealed();
    await setMember(shown.id, { status: "REMOVED" });
    const letter = await read(shown.message);
    expect(letter.paragraphs[0]).toMatch(/^Ravi Menon had more than 10 license keys of/);
    expect(letter.button?.href).toBe(`${APP}/accounts/${ACCOUNT}/activity?kind=keys`);
    expect((await read((await revealed(57)).message)).facts).toContainEqual(["License keys", "57"]);
  });

  test("reads none of this after losing the role", async () => {
    const { emailKey } = await member({ roles: ["USER_ADMINISTRATOR"] });
    for (const template of ADMINISTRATORS) {
      const message = await MAKE[template]();
      await read(message);
      expect(await loadLetter({ ...message, toKey: emailKey }, NOW)).toBeNull();
    }
  });
});

const ADMINISTRATORS = [
  "administratorAdded",
  "keyRoleGranted",
  "keysRevealed",
  "soleAdministrator",
  "visibilityEnds",
  "domainVerified",
  "domainLost",
  "domainGateClosed",
  "domainClaimed",
  "domainClaimDecided",
] as const;

describe("what waits for the vendor's decision", () => {
  test.each([
    ["an objection", { state: "OBJECTED" } as const, "objected to this change"],
    [
      "a partner's own address",
      { state: "REVIEW", reviewReason: "PARTNER_ADDRESS" } as const,
      "belongs to a partner",
    ],
    ["silence", { state: "REVIEW", reviewReason: "NOBODY_SEEN" } as const, "has signed in since"],
  ])("tells operators the cause: %s", async (_, data, said) => {
    const letter = await read((await changeToDecide(data)).message);
    expect(letter.paragraphs[0]).toContain(said);
    expect(letter.button?.href).toBe(`${APP}/operator/decisions`);
    expect(letterText(letter)).not.toContain("noor.haddad@contoso.com");
  });

  test("tells operators of a domain which organization proved it second", async () => {
    const { name, message } = await claimToDecide();
    const letter = await read(message);
    expect(letter.subject).toBe(`Your decision is needed: ${name}`);
    expect(letter.facts).toContainEqual(["Domain", name]);
  });

  test("isn't told once it is decided, or to who is no operator any more", async () => {
    const decided = await changeToDecide();
    await db.designationChange.update({ where: { id: decided.id }, data: ENDED });
    expect(await loadLetter(decided.message, NOW)).toBeNull();
    expect(await loadLetter((await claimToDecide("APPROVED")).message, NOW)).toBeNull();
    const [change, claim] = [await changeToDecide(), await claimToDecide()];
    await db.operator.update({ where: { userId: change.userId }, data: { endedAt: NOW } });
    expect(await loadLetter(change.message, NOW)).toBeNull();
    expect(await loadLetter(claim.message, NOW)).toBeNull();
  });

  test("is told to the partner's person without who objected and why", async () => {
    const objection = { objectedBy: "bo.ek@contoso.com", objection: "We don't know them" };
    const { message, personId } = await changeNews("changeHeld", {
      ...{ state: "OBJECTED", objectedAt: NOW, ...objection },
    });
    const text = await inText(message);
    expect(text).toContain("Someone at Contoso Retail objected");
    for (const secret of Object.values(objection)) expect(text).not.toContain(secret);
    expect(text).toContain(`${APP}/partner/accounts/${ACCOUNT}`);
    await db.partnerUser.update({ where: { id: personId }, data: { status: "REMOVED" } });
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test.each([
    ["APPLIED", "The change was approved"],
    ["REFUSED", "The change was refused"],
  ] as const)("once %s, is told to who asked and who objected", async (state, heading) => {
    const bo = await member();
    const { id, message } = await changeNews("changeDecided", { state, objectedBy: bo.emailKey });
    expect(await read(message)).toMatchObject({ heading });
    const props = { changeId: id };
    const toBo = await queue({ template: "changeDecided", to: bo.emailKey, props });
    expect(await read(toBo)).toMatchObject({ heading });
    expect((await read(toBo)).button).toBeUndefined();
    const toAnother = await queue({ template: "changeDecided", to: newAddress("x"), props });
    expect(await loadLetter(toAnother, NOW)).toBeNull();
    await setMember(bo.id, { status: "REMOVED" });
    expect(await loadLetter(toBo, NOW)).toBeNull();
  });
});

describe("a change of the sign-in address", () => {
  test("asks both mailboxes, and the new one learns no more of the old than it must", async () => {
    const old = await emailChange("emailChangeOld");
    const toOld = await read(old.message);
    expect(toOld.button?.href).toBe(`${APP}/confirm-email/${old.link.token}`);
    expect(toOld.facts.map(([, value]) => value)).toEqual([DANA, old.newEmail]);
    expect(toOld.notYou).toMatch(/don't confirm.*set a new/);
    const { link, newEmail, message } = await emailChange("emailChangeNew");
    const toNew = await read(message);
    expect(toNew.button?.href).toBe(`${APP}/confirm-email/${link.token}`);
    expect(toNew.facts.map(([, value]) => value)).toEqual(["d•••@contoso.com", newEmail]);
    expect(letterText(toNew)).not.toContain(DANA);
  });

  test.each([
    ["it was withdrawn", { endedAt: NOW }],
    ["its time is over", { endsAt: NOW }],
    ["the mailbox has confirmed", { oldConfirmedAt: NOW, newConfirmedAt: NOW }],
  ])("asks nobody once %s", async (_, data) => {
    for (const template of ["emailChangeOld", "emailChangeNew"] as const) {
      const { id, message } = await emailChange(template);
      await read(message);
      await db.emailChange.update({ where: { id }, data });
      expect(await loadLetter(message, NOW)).toBeNull();
    }
  });

  test("asks no other mailbox, and nobody with a link that is dead or another one's", async () => {
    for (const template of ["emailChangeOld", "emailChangeNew"] as const) {
      const { link, message } = await emailChange(template);
      expect(await loadLetter({ ...message, toKey: newAddress("other") }, NOW)).toBeNull();
      expect(await loadLetter(message, later(HOUR))).toBeNull();
      const purpose = template === "emailChangeOld" ? "EMAIL_NEW" : "EMAIL_OLD";
      await db.oneTimeLink.update({ where: { id: link.id }, data: { purpose } });
      expect(await loadLetter(message, NOW)).toBeNull();
    }
  });

  test("is told to both mailboxes afterwards, with the new address masked", async () => {
    const { id, newEmail } = await emailChange("emailChangeOld");
    const { id: link } = await oneTimeLink("EMAIL_NEW", { emailChangeId: id });
    await queue({ template: "emailChangeNew", to: newEmail, oneTimeLinkId: link });
    const confirmed = { oldConfirmedAt: NOW, newConfirmedAt: NOW, endedAt: NOW };
    await db.emailChange.update({ where: { id }, data: confirmed });
    for (const to of [DANA, newEmail]) {
      const letter = await read(await queue({ template: "emailChanged", to, props: CHANGED }));
      expect(letter.facts).toEqual([["New address", "k•••@contoso.com"]]);
      expect(letter.paragraphs[0]).toContain("24 November 2026 at 09:00 UTC");
      expect(letter.button?.href).toBe(`${APP}/sign-in`);
    }
  });

  test("is told also when the new address can't be found any more", async () => {
    const to = newAddress("unknown");
    const letter = await read(await queue({ template: "emailChanged", to }));
    expect(letter.facts).toEqual([]);
  });
});

describe("an operator", () => {
  test("reads which file isn't in the storage and how it is recorded, while they are one", async () => {
    const { userId, message } = await unavailable();
    const letter = await read(message);
    expect(letter.paragraphs[0]).toContain("there is no such file");
    expect(letter.facts.map(([, value]) => value)).toEqual([
      ...["Harbor Server", "25.1, English, Linux", "harbor/server.zip", "4,200,000"],
      "Tuesday, 24 November 2026 at 09:00 UTC",
    ]);
    expect(letter.button?.href).toBe(`${APP}/operator/activity?kind=downloads`);
    expect(await inText((await unavailable("size")).message)).toContain("another size");
    await db.operator.update({ where: { userId }, data: { endedAt: NOW } });
    expect(await loadLetter(message, NOW)).toBeNull();
  });
});

describe("a second factor", () => {
  test.each([
    ["on", "profile"],
    ["off", "profile"],
    ["recovery", "profile"],
    ["reset", "sign-in"],
  ])("(%s) is told of with the moment and the way to look into it", async (what, path) => {
    const letter = await read(await secondFactor(what));
    expect(letter.paragraphs[0]).toContain("24 November 2026 at 09:00 UTC");
    expect(letter.button?.href).toBe(`${APP}/${path}`);
  });

  test("is said to be removed tomorrow while that is so", async () => {
    const resetAt = later(DAY);
    const message = await secondFactor("resetAnnounced", resetAt);
    expect(await loadLetter(message, NOW)).toBeNull();
    const totp = { userId: dana.userId, secretEnc: new Uint8Array(8), createdAt: NOW };
    await db.totp.create({ data: { ...totp, confirmedAt: NOW, resetAt } });
    const letter = await read(message);
    expect(letter.paragraphs[0]).toContain("will be removed on Wednesday, 25 November 2026");
    expect(letter.notYou).toContain("Fourth Coffee Licensing");
    expect(await loadLetter(message, resetAt)).toBeNull();
    await db.totp.update({ where: { userId: dana.userId }, data: { resetAt: null } });
    expect(await loadLetter(message, NOW)).toBeNull();
  });

  test("of which nobody knows what happened is no news", async () => {
    expect(await loadLetter(await secondFactor("toString"), NOW)).toBeNull();
  });
});

describe("a seat", () => {
  test("is told of with the service and the address that has it, and leads nowhere", async () => {
    const { email, message } = await seat();
    const letter = await read(message);
    expect(letter.subject).toBe("You can use Quill Cloud");
    expect(letter.paragraphs.join(" ")).toContain(`with the address ${email}`);
    expect(letter.button).toBeUndefined();
  });

  test("of a service that begins later is told of with the first day", async () => {
    const { message } = await seat({ from: later(30 * DAY) });
    expect(await inText(message)).toContain("You can use it from 24 December 2026");
  });

  test("isn't told of once it was reclaimed, or its subscription has ended", async () => {
    const reclaimed = await seat({ releasedAt: NOW });
    expect(await loadLetter(reclaimed.message, NOW)).toBeNull();
    const { message } = await seat({ until: NOW });
    await read(message);
    expect(await loadLetter(message, later(DAY))).toBeNull();
  });
});
