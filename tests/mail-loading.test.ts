import { randomUUID } from "node:crypto";
import { render } from "@react-email/render";
import { createElement } from "react";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LetterMail, type Letter } from "../emails/letter";
import { letterText } from "../emails/letter-text";
import type {
  DesignationChange,
  EmailMessage,
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
import { hashToken, newToken } from "../lib/secrets";
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
  readonly props?: Record<string, string>;
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
    data: { id, invitationId, tokenHash, kind: "REMINDER", sentToKey, createdAt: later(DAY) },
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
    data: { ...link, invitationId: invitation.id, createdAt: NOW },
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
  designationObjection: async () => (await objection()).message,
  administratorReplaced: () => applied("administratorReplaced", newAddress("former")),
  administratorNamed: () => applied("administratorNamed"),
  administratorChanged: () => applied("administratorChanged"),
  passwordReset: async () => (await withLink("passwordReset", "RESET")).message,
  passwordChanged: () => queue({ template: "passwordChanged" }),
  operatorGranted: () => queue({ template: "operatorGranted", account: false }),
  operatorInvitation: async () => (await withLink("operatorInvitation", "OPERATOR")).message,
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
      const html = await render(createElement(LetterMail, { letter }));
      expect(letter.subject).not.toMatch(/\p{Cc}/u);
      expect(html).toContain(`dir="${language === "ar" ? "rtl" : "ltr"}"`);
      for (const part of [letter.subject, html, letterText(letter)]) {
        expect(part).not.toMatch(/mails\.\w|undefined|\{\w+\}/);
      }
    }
  });
});

describe("an invitation's mail", () => {
  test("carries its link and the code that belongs to it", async () => {
    const { linkId, email, invitation } = await invited();
    const letter = await read(await queue({ template: "invitation", to: email, linkId }));
    const token = await tokenFor(email, ACCOUNT);
    expect(letter.button?.href).toBe(`${APP}/get-started/${token}`);
    expect(letter.code?.value).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(letter.code?.hint).toContain(`${APP}/get-started `);
    await db.invitation.update({ where: { id: invitation.id }, data: { codeHmac: null } });
    const without = await read(await queue({ template: "invitation", to: email, linkId }));
    expect(without.code).toBeUndefined();
  });

  test.each([
    ["superseded", { supersededAt: NOW }, {}],
    ["revoked", {}, { status: "REVOKED", endedAt: NOW } as const],
    ["expired", {}, { expiresAt: NOW }],
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
