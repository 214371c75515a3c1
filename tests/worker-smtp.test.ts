import { createServer, type Socket } from "node:net";
import type { AddressObject, ParsedMail } from "mailparser";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { listPeople } from "../lib/accounts/list-people";
import { setPassword } from "../lib/accounts/set-password";
import { db, pool } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { remindInvitees } from "../lib/invitations/remind-invitees";
import { requestPasswordReset } from "../lib/invitations/request-password-reset";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import { sendMail } from "../lib/mail/send-mail";
import { readHome } from "../lib/organizations/read-home";
import type { MemberActor } from "../lib/policy/actor";
import { tokenOf } from "../lib/secrets";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  count,
  DAY,
  EXAMINE,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  mailsTo,
  MINUTE,
  newAddress,
  NOW,
  passwords,
  personOf,
  sign,
  agreement,
  times,
  tokenFor,
  visit,
} from "./factories";
import { never, startScriptedServer, type ScriptedServer, type Script } from "./worker-smtp-server";
import { haveWorld } from "./setup/world";

// Before lib/env is read for the first time: the one SMTP server that this file's transport knows.
const port = await vi.hoisted(async () => {
  const { freePort } = await import("../bin/ports.mjs");
  const free = await freePort();
  process.env.SMTP_URL = `smtp://127.0.0.1:${free}`;
  return free;
});

const WAIT = { timeout: 10_000, interval: 20 };

let dana: MemberActor;
const running: ScriptedServer[] = [];

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

async function startServer(script?: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(port, script);
  running.push(server);
  return server;
}

/** An invited person with the mail that waits for the worker. */
async function invited(more: object = {}, email = newAddress()) {
  await inviteUser(dana, { ...inviteInput(email), ...more }, NOW);
  const [message] = await mailsTo(email);
  if (!message) throw new Error(`${email} has no mail`);
  return { email, messageId: message.messageId, id: message.id };
}

const send = (id: string, now = NOW) => sendMail(id, () => now);
const read = (id: string) => db.emailMessage.findUniqueOrThrow({ where: { id } });

/** When the queue will have a message sent. */
async function jobsOf(id: string): Promise<Date[]> {
  const { rows } = await pool.query<{ run_at: Date }>(
    "SELECT run_at FROM graphile_worker._private_jobs WHERE payload->>'messageId' = $1",
    [id],
  );
  return rows.map((row) => row.run_at);
}

/** Who was told that the invitation of an address can't be delivered. */
async function noticesOf(email: string): Promise<string[]> {
  const { id } = await invitationOf(email, CONTOSO);
  const notices = await db.emailMessage.findMany({
    where: { template: "invitationBounced", props: { path: ["invitationId"], equals: id } },
  });
  return notices.map(({ toKey }) => toKey);
}

/** What Manage Users shows of an invited person. */
async function shown(email: string) {
  const { rows } = await listPeople(dana, { search: email }, NOW);
  return rows[0]?.invitation;
}

describe("a server that can't be reached (edge 10)", () => {
  test("defers the mail, says why and when it is tried again, and gets it once it is up", async () => {
    const { email, id, messageId } = await invited();

    await send(id);

    const nextTryAt = later(10);
    expect(await read(id)).toMatchObject({ state: "DEFERRED", attempts: 1, nextTryAt });
    expect((await read(id)).lastAnswer).toContain("ECONNREFUSED");
    expect(await jobsOf(id)).toContainEqual(nextTryAt);
    expect((await shown(email))?.delivery).toMatchObject({ state: "DEFERRED", nextTryAt });

    const server = await startServer();
    await send(id, nextTryAt);

    expect(await read(id)).toMatchObject({ state: "SENT", sentAt: nextTryAt, nextTryAt: null });
    expect(server.mails.map((mail) => mail.messageId)).toEqual([messageId]);
    expect((await shown(email))?.delivery).toMatchObject({ state: "SENT" });
  });

  test("for an hour loses nothing, and every mail leaves within a quarter of an hour of its return", async () => {
    const up = later(HOUR);
    const waiting = await Promise.all(times(count(5, 50)).map(() => invited()));
    const downUntil = async (id: string) => {
      let now = NOW;
      while (now < up) {
        await send(id, now);
        const { state, nextTryAt } = await read(id);
        expect(state).toBe("DEFERRED");
        expect(await jobsOf(id)).toContainEqual(nextTryAt);
        now = nextTryAt ?? up;
      }
      return now;
    };
    const nextTries = await Promise.all(waiting.map(({ id }) => downUntil(id)));
    const server = await startServer();
    await Promise.all(waiting.map(({ id }, index) => send(id, nextTries[index])));

    for (const at of nextTries) expect(at.getTime()).toBeLessThan(later(75 * MINUTE).getTime());
    for (const { email } of waiting) expect(server.mailsTo(email)).toHaveLength(1);
  });

  test("for two days has made the mail fail, which the inviter is told while the invitation stays open", async () => {
    const { email, id } = await invited();
    let now = NOW;
    for (let at: Date | null = now; at; at = (await read(id)).nextTryAt) {
      now = at;
      await send(id, now);
    }
    const jobs = await jobsOf(id);

    expect(await read(id)).toMatchObject({ state: "FAILED", nextTryAt: null });
    expect(now.getTime()).toBeGreaterThan(later(2 * DAY - 15 * MINUTE).getTime());
    expect(now.getTime()).toBeLessThanOrEqual(later(2 * DAY).getTime());
    await send(id, later(3 * DAY));
    expect(await jobsOf(id)).toEqual(jobs);
    expect(await noticesOf(email)).toEqual(["dana.kowalski@contoso.com"]);
    expect(await invitationOf(email, CONTOSO)).toMatchObject({ status: "PENDING" });
    expect(await shown(email)).toMatchObject({ state: "open", delivery: { state: "FAILED" } });
  });

  test("while no worker ran for days, a mail still gets its tries", async () => {
    const { id } = await invited();
    await send(id, later(5 * DAY));
    expect(await read(id)).toMatchObject({ state: "DEFERRED", nextTryAt: later(5 * DAY + 10) });
  });
});

describe("an answer that may change", () => {
  test.each<[string, string, Script]>([
    ["421 instead of a greeting", "421", { greeting: () => "421 busy" }],
    ["451 to the sender", "451", { sender: () => "451 local problem" }],
    ["421 to the recipient", "421", { recipient: () => "421 closing" }],
    ["450 to the recipient", "450", { recipient: () => "450 greylisted" }],
    ["452 to the content", "452", { content: () => "452 disk full" }],
    // The portal's own settings are at fault, not this mail: nothing may be lost over it.
    ["530 before a login", "530", { sender: () => "530 authentication required" }],
    ["550 to the portal's own address", "550", { sender: () => "550 unknown sender" }],
  ])("%s defers the mail with that answer", async (_what, code, script) => {
    const { id, messageId } = await invited();
    const server = await startServer(script);
    await send(id);
    await server.stop();

    const { state, lastAnswer } = await read(id);
    expect({ state, lastAnswer }).toEqual({
      state: "DEFERRED",
      lastAnswer: expect.stringMatching(new RegExp(`^${code} `)) as string,
    });

    const healthy = await startServer();
    await send(id, later(10));
    expect(healthy.mails.map((mail) => mail.messageId)).toEqual([messageId]);
  });
});

describe("an answer that is final (edge 11)", () => {
  test.each<[string, string, Script]>([
    ["550 to the recipient", "550 no such mailbox", { recipient: () => "550 no such mailbox" }],
    ["550 5.1.1 to the recipient", "550 5.1.1 none", { recipient: () => "550 5.1.1 none" }],
    ["554 to the content", "554 looks like spam", { content: () => "554 looks like spam" }],
  ])(
    "%s is kept, tried no more, shown and told once; the invitation lives on",
    async (_what, line, script) => {
      const { email, id } = await invited();
      const jobs = await jobsOf(id);
      const server = await startServer(script);
      await send(id);

      expect(await read(id)).toMatchObject({ state: "FAILED", lastAnswer: line, nextTryAt: null });
      expect(await jobsOf(id)).toEqual(jobs);
      expect(await invitationOf(email, CONTOSO)).toMatchObject({ status: "PENDING", heldAt: null });
      const delivery = { state: "FAILED", answer: line };
      expect(await shown(email)).toMatchObject({ state: "open", delivery });
      const { needs } = await readHome(dana, await personOf("dana.kowalski@contoso.com"), NOW);
      expect(needs.map((need) => need.kind)).toContain("mailFailed");

      await send(id, later(HOUR));
      expect(server.mails).toEqual([]);
      expect((await read(id)).attempts).toBe(1);
      expect(await noticesOf(email)).toEqual(["dana.kowalski@contoso.com"]);
      await acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), NOW);
    },
  );

  test("the server's words are kept without the link that they quote (decision 11)", async () => {
    const quoting = ({ parsed }: { parsed: { text?: string | undefined } }) =>
      `554 listed ${/http\S+/.exec(parsed.text ?? "")?.[0]}`;
    await startServer({ content: quoting });
    const { email, id } = await invited();
    await send(id);

    const { state, lastAnswer } = await read(id);
    expect(state).toBe("FAILED");
    expect(lastAnswer).toMatch(/^554 listed http/);
    expect(lastAnswer).not.toContain(await tokenFor(email, CONTOSO));
  });
});

describe("a server that hangs costs one try of the mails in its hands", () => {
  const STUCK: [string, (to: string) => Script][] = [
    ["the greeting", () => ({ greeting: (n) => (n === 1 ? never() : undefined) })],
    ["the recipient", (to) => ({ recipient: (address) => (address === to ? never() : undefined) })],
    ["the content", (to) => ({ content: (mail) => (mail.to.includes(to) ? never() : undefined) })],
  ];
  test.each(STUCK)(
    "hanging at %s: others leave meanwhile, it leaves later",
    async (_at, script) => {
      const stuck = await invited();
      const others = await Promise.all(times(count(6, 60)).map(() => invited()));
      const server = await startServer(script(stuck.email));

      const hanging = send(stuck.id);
      await vi.waitFor(() => expect(server.connections()).toBe(1), WAIT);
      await Promise.all(others.map(({ id }) => send(id)));

      for (const { email } of others) expect(server.mailsTo(email)).toHaveLength(1);
      expect(server.mailsTo(stuck.email)).toEqual([]);
      expect((await read(stuck.id)).state).toBe("SENDING");

      await server.stop();
      await hanging;
      expect(await read(stuck.id)).toMatchObject({ state: "DEFERRED", nextTryAt: later(10) });

      const healthy = await startServer();
      await send(stuck.id, later(10));
      expect(healthy.mails.map((mail) => mail.messageId)).toEqual([stuck.messageId]);
    },
  );

  // These wait for the real time limits of the transport: 10 and 30 seconds.
  test.runIf(EXAMINE).each(STUCK)(
    "hanging at %s ends by itself",
    { timeout: 90_000 },
    async (_at, script) => {
      const { email, id } = await invited();
      await startServer(script(email));
      await send(id);
      expect((await read(id)).state).toBe("DEFERRED");
    },
  );

  test("one that takes a mail and cuts the line is sent it once more, recognizable by its Message-ID", async () => {
    const { email, id, messageId } = await invited();
    const server = await startServer({
      content: () => {
        server.hangUp();
        return undefined;
      },
    });
    await send(id);
    expect((await read(id)).state).toBe("DEFERRED");
    await server.stop();
    const healthy = await startServer();
    await send(id, later(10));

    const both = [...server.mailsTo(email), ...healthy.mailsTo(email)];
    expect(both.map((mail) => mail.messageId)).toEqual([messageId, messageId]);
  });

  test("one that hangs up instead of a greeting defers the mail", async () => {
    const { id } = await invited();
    const server: ScriptedServer = await startServer({
      greeting: () => {
        server.hangUp();
        return undefined;
      },
    });
    await send(id);
    expect(await read(id)).toMatchObject({ state: "DEFERRED", nextTryAt: later(10) });
  });
});

test("a server that offers encryption and drops the line defers the mail, which leaves later", async () => {
  const { email, id } = await invited();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.write("220 mail.contoso.com\r\n");
    socket.setEncoding("utf8").on("data", (line: string) => {
      if (line.startsWith("EHLO")) socket.write("250-mail.contoso.com\r\n250 STARTTLS\r\n");
      else if (line.startsWith("STARTTLS")) socket.write("220 go on\r\n");
      else socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await send(id);
  expect(await read(id)).toMatchObject({ state: "DEFERRED", nextTryAt: later(10) });
  expect(sockets.size).toBe(1);
  await new Promise((resolve) => server.close(resolve));

  const healthy = await startServer();
  await send(id, later(10));
  expect(healthy.mailsTo(email)).toHaveLength(1);
});

test("without BOUNCE_PORT the envelope's sender is the sender that people see", async () => {
  const froms: string[] = [];
  await startServer({
    sender: (address) => {
      froms.push(address);
      return undefined;
    },
  });
  await send((await invited()).id);
  expect(froms).toEqual(["no-reply@portal.example"]);
});

test("a reminder carries the address that a mail program posts to by itself (RFC 8058), an invitation none", async () => {
  const { email, id } = await invited();
  const server = await startServer();
  await send(id);
  await remindInvitees(later(7 * DAY));
  const reminder = (await mailsTo(email)).find(({ template }) => template === "reminder");
  await send(reminder?.id ?? "", later(7 * DAY));

  const linesOf = ({ parsed }: { parsed: ParsedMail }) =>
    parsed.headerLines.filter(({ key }) => key.startsWith("list-")).map(({ line }) => line);
  const [invitation, reminded] = server.mailsTo(email).map(linesOf);
  expect(invitation).toEqual([]);
  expect(reminded).toEqual([
    expect.stringMatching(
      /^List-Unsubscribe:\s+<http:\/\/localhost:3000\/api\/stop-reminders\/[\w-]{43}>$/,
    ),
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  ]);
});

describe("a mail whose link is dead by the time it leaves is suppressed", () => {
  test("superseded: only the newer link is mailed", async () => {
    const { email, id } = await invited();
    const { id: invitationId } = await invitationOf(email, CONTOSO);
    await resendInvitation(dana, { invitationId }, later(2 * MINUTE));
    const newer = (await mailsTo(email)).find((message) => message.id !== id);
    const server = await startServer();
    await Promise.all([send(id, later(2 * MINUTE)), send(newer?.id ?? "", later(2 * MINUTE))]);

    expect((await read(id)).state).toBe("SUPPRESSED");
    expect(server.mails.map((mail) => mail.messageId)).toEqual([newer?.messageId]);
    expect(server.mails[0]?.parsed.text).toContain(await tokenFor(email, CONTOSO));
  });

  const ENDED: [string, (email: string) => Promise<unknown>, Date?][] = [
    [
      "revoked",
      async (email) => {
        const { id: invitationId } = await invitationOf(email, CONTOSO);
        return revokeInvitation(dana, { invitationId }, NOW);
      },
    ],
    [
      "accepted",
      async (email) => acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), NOW),
    ],
    ["expired", async () => undefined, later(60 * DAY)],
  ];
  test.each(ENDED)("%s", async (_what, end, now = NOW) => {
    const { email, id } = await invited();
    await send(id);
    expect((await read(id)).state).toBe("DEFERRED");
    await end(email);
    const server = await startServer();
    await send(id, now);

    // Without words: what the last try met is no reason of this.
    expect(await read(id)).toMatchObject({ state: "SUPPRESSED", lastAnswer: null });
    expect(server.mails).toEqual([]);
  });

  test("used: the link to a new password", async () => {
    const email = "uwe.schneider@contoso.de";
    await requestPasswordReset(email, NOW);
    const message = (await mailsTo(email)).find(({ template }) => template === "passwordReset");
    const link = await db.oneTimeLink.findUniqueOrThrow({
      where: { id: message?.oneTimeLinkId ?? "" },
    });
    const token = tokenOf("one-time", link.id, link.tokenHash) ?? "";
    await setPassword("RESET", { token, ...passwords() }, visit().origin, NOW);
    const server = await startServer();
    await send(message?.id ?? "");

    expect((await read(message?.id ?? "")).state).toBe("SUPPRESSED");
    expect(server.mails).toEqual([]);
  });
});

test("a message that is sent twice at once is mailed once", async () => {
  const server = await startServer();
  for (const { email, id } of await Promise.all(times(count(5, 50)).map(() => invited()))) {
    await Promise.all([send(id), send(id), send(id)]);
    expect(server.mailsTo(email)).toHaveLength(1);
    expect((await read(id)).state).toBe("SENT");
  }
});

test("a message found half sent after a crash goes out once more with its Message-ID", async () => {
  const { id, messageId } = await invited();
  await db.emailMessage.update({ where: { id }, data: { state: "SENDING", attempts: 1 } });
  const server = await startServer();
  await send(id);

  expect(await read(id)).toMatchObject({ state: "SENT", attempts: 2 });
  expect(server.mails.map((mail) => mail.messageId)).toEqual([messageId]);
});

describe("whatever a name says, one person is mailed (edge 12)", () => {
  test.each([
    ["line breaks and a header", "Robin\r\nBcc: eve@fabrikam.com"],
    ["line breaks and a body", "Robin\r\n\r\nClick http://fabrikam.com"],
    ["a comma", "Ortega, Eve <eve@fabrikam.com>, Robin"],
    ["quotes", 'Robin" <eve@fabrikam.com>, "Ortega'],
    ["a semicolon and a group", "friends: eve@fabrikam.com;"],
    ["a backslash and a bracket", 'Robin \\" <eve@fabrikam.com>'],
    ["marks of other scripts", "鈴木 ، ; « Ωmega » ‮nibor"],
    ["nothing to break at", "x".repeat(2000)],
  ])("%s", async (_what, firstName) => {
    const { email, id } = await invited({ firstName });
    const server = await startServer();
    await send(id);

    const [mail, ...others] = server.mails;
    expect(others).toEqual([]);
    expect(mail?.to).toEqual([email]);
    expect(addresses(mail?.parsed.to)).toEqual([email]);
    expect(mail?.parsed.headerLines.filter(({ key }) => /^(bcc|cc|to)$/.test(key))).toHaveLength(1);
    expect(mail?.parsed.text).toContain(await tokenFor(email, CONTOSO));
  });

  test("an organization's name adds no header to the subject", async () => {
    const [account, administrator] = ["PA0077001", newAddress()];
    await sign(agreement(account, administrator));
    await db.organization.updateMany({
      where: { number: `ORG-${account}` },
      data: { name: "Contoso\r\nBcc: eve@fabrikam.com\r\n\r\nHello" },
    });
    const [message] = await mailsTo(administrator);
    const server = await startServer();
    await send(message?.id ?? "");

    expect(server.mails.map(({ to }) => to)).toEqual([[administrator]]);
    expect(server.mails[0]?.parsed.headers.has("bcc")).toBe(false);
  });

  test("a domain of another script is spelled the way that every mail server reads", async () => {
    await inviteUser(dana, inviteInput("robin@bücher-contoso.de"), NOW);
    const ascii = "robin@xn--bcher-contoso-wob.de";
    const [message] = await mailsTo(ascii);
    const server = await startServer();
    await send(message?.id ?? "");
    const [mail, ...others] = server.mails;
    expect(others).toEqual([]);
    // As it came over the wire: the parser turns it back into what people read.
    const line = mail?.parsed.headerLines.find(({ key }) => key === "to")?.line;
    expect(line).toContain(`<${ascii}>`);
  });
});

function addresses(field: AddressObject | AddressObject[] | undefined): (string | undefined)[] {
  return [field ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
}
