import { connect, createServer, type Socket } from "node:net";
import nodemailer from "nodemailer";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createOperator } from "../lib/accounts/create-operator";
import { doctor } from "../lib/cli/doctor";
import { db, pool } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import { listMessages, listOutbox } from "../lib/mail/list-messages";
import { listSuppressions } from "../lib/mail/list-suppressions";
import { listenForReports, type ReportListener } from "../lib/mail/listen-for-reports";
import { readReport } from "../lib/mail/read-report";
import { removeSuppression } from "../lib/mail/remove-suppression";
import { returnPath } from "../lib/mail/return-path";
import { sendAgain } from "../lib/mail/send-again";
import { sendMail } from "../lib/mail/send-mail";
import { SYSTEM, type MemberActor, type OperatorActor } from "../lib/policy/actor";
import type { MessageState } from "../prisma/generated/client";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  count,
  DAY,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  mailsTo,
  MINUTE,
  newAddress,
  NOW,
  refusal,
  repeat,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { caseText } from "./case-text";
import { deliveryReport as report } from "./delivery-report";
import { startScriptedServer, type ScriptedServer, type Script } from "./worker-smtp-server";
import { haveWorld } from "./setup/world";

// Before lib/env is read for the first time: the server that mails go to, and the port of the reports.
const ports = await vi.hoisted(async () => {
  const { freePort } = await import("../bin/ports.mjs");
  const [smtp, bounce] = [await freePort(), await freePort()];
  process.env.SMTP_URL = `smtp://127.0.0.1:${smtp}`;
  process.env.BOUNCE_PORT = String(bounce);
  return { smtp, bounce };
});

const ELSEWHERE = { finalRecipient: "eve@fabrikam.com", fields: [] };
const REPORTED = later(5 * MINUTE);

let dana: MemberActor;
let operator: OperatorActor;
let listener: ReportListener;
let clock = REPORTED;
const running: ScriptedServer[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  const person = { email: "desk@fourthcoffee.com", firstName: "Desk", lastName: "Person" };
  await createOperator(SYSTEM, person, NOW);
  const user = await db.user.findUniqueOrThrow({ where: { emailKey: person.email } });
  operator = { kind: "operator", userId: user.id };
  listener = await listenForReports(ports.bounce, () => clock);
});

afterEach(async () => {
  clock = REPORTED;
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of running.splice(0)) await server.stop();
});

afterAll(() => listener.stop());

async function startServer(script?: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(ports.smtp, script);
  running.push(server);
  return server;
}

const read = (id: string) => db.emailMessage.findUniqueOrThrow({ where: { id } });

/** An invited person with the mail that waits for the worker. */
async function invited(email = newAddress()) {
  await inviteUser(dana, inviteInput(email), NOW);
  const [message] = await mailsTo(email);
  if (!message) throw new Error(`${email} has no mail`);
  return message;
}

/** An invited person whose mail a server took. */
async function sent(email = newAddress()) {
  const { id } = await invited(email);
  if (running.length === 0) await startServer();
  await sendMail(id, () => NOW);
  const message = await read(id);
  expect(message.state).toBe("SENT");
  return { ...message, path: returnPath(message.returnKey ?? "") };
}

type Sent = Awaited<ReturnType<typeof sent>>;

const state = async ({ id }: { id: string }) => (await read(id)).state;

/** Over a real conversation, as a foreign server would; what the listener answered at the end. */
async function deliver(to: string, raw: string, from = ""): Promise<string> {
  const client = nodemailer.createTransport({ host: "127.0.0.1", port: ports.bounce });
  try {
    return (await client.sendMail({ envelope: { from, to }, raw })).response;
  } catch (error) {
    return (error as { response?: string }).response ?? String(error);
  } finally {
    client.close();
  }
}

/** The listener's rows before and after: the same. */
async function changesNothing(run: () => Promise<unknown>): Promise<void> {
  const before = await dump();
  await run();
  expect(await dump()).toEqual(before);
}

/** A line after a line, each after the answer to the one before; all answers. */
async function talk(...lines: string[]): Promise<string[]> {
  const socket = connect(ports.bounce, "127.0.0.1").setEncoding("utf8");
  sockets.push(socket);
  const answers: string[] = [];
  const next = () =>
    new Promise<string>((resolve, reject) => {
      socket.once("error", reject);
      socket.once("close", () => resolve("closed"));
      socket.once("data", (chunk: Buffer | string) => resolve(String(chunk).trim()));
    });
  answers.push(await next());
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    answers.push(await next());
  }
  return answers;
}

const noticesTo = async (email: string) =>
  (await mailsTo(email)).filter(({ template }) => template === "invitationBounced");

const noticesToDana = async () => (await noticesTo("dana.kowalski@contoso.com")).length;

const suppressionOf = (toKey: string) => db.suppression.findUnique({ where: { toKey } });

describe("with BOUNCE_PORT", () => {
  test("each message has a return path of its own, and the sender that people see stays", async () => {
    const froms: string[] = [];
    const server = await startServer({
      sender: (address) => {
        froms.push(address);
        return undefined;
      },
    });
    const [one, other] = [await sent(), await sent()];
    expect(one.returnKey).toMatch(/^[0-9a-f]{32}$/);
    expect(froms).toEqual([one.path, other.path]);
    expect(one.path).not.toBe(other.path);
    expect(server.mails.map(({ parsed }) => parsed.from?.value[0]?.address)).toEqual([
      "no-reply@portal.example",
      "no-reply@portal.example",
    ]);
  });

  test("a server that knows delivery reports is asked for those of failures and delays", async () => {
    const heard: string[] = [];
    const server = createServer((socket) => {
      const answers: Record<string, string> = {
        EHLO: "250-mail.contoso.com\r\n250 DSN",
        DATA: "354 go on",
      };
      let content = false;
      sockets.push(socket);
      socket.write("220 mail.contoso.com\r\n");
      socket.setEncoding("utf8").on("data", (text: string) => {
        if (content && !text.endsWith("\r\n.\r\n")) return;
        const [verb = ""] = text.split(/[\s:]/);
        if (!content) heard.push(text.trim());
        content = !content && verb === "DATA";
        socket.write(`${answers[verb] ?? "250 2.0.0 queued as 4B7E"}\r\n`);
      });
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => server.listen(ports.smtp, "127.0.0.1", resolve));
    const { id, toKey, returnKey } = await invited();
    await sendMail(id, () => NOW);
    server.close();

    expect(await read(id)).toMatchObject({ state: "SENT", lastAnswer: "250 2.0.0 queued as 4B7E" });
    expect(heard).toContain(`MAIL FROM:<${returnPath(returnKey ?? "")}> RET=HDRS`);
    expect(heard).toContain(`RCPT TO:<${toKey}> NOTIFY=FAILURE,DELAY`);
  });

  test("doctor says that the listener answers, or how to make it", async () => {
    const lines: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((line: string) => lines.push(line));
    await doctor.run([]);
    await listener.stop();
    await doctor.run([]);
    listener = await listenForReports(ports.bounce, () => clock);
    log.mockRestore();
    const said = lines.filter((line) => line.includes("bounces"));
    expect(said[0]).toBe(`ok   bounces: port ${ports.bounce} takes reports`);
    expect(said[1]).toMatch(/^FIX {2}bounces: .*worker/);
  });
});

describe("a report that a message could not be delivered (edge 11)", () => {
  test("makes a sent message bounced with the other server's words, and leaves the link valid", async () => {
    const message = await sent();
    const answer = await deliver(message.path, report(message));

    expect(answer).toMatch(/^250 /);
    expect(await read(message.id)).toMatchObject({
      state: "BOUNCED",
      bouncedAt: REPORTED,
      sentAt: NOW,
      lastAnswer: `552 5.2.2 <${message.toKey}>: mailbox is full`,
    });
    await acceptInvitation(acceptInput(await tokenFor(message.toKey, CONTOSO)), visit(), REPORTED);
  });

  test("tells the inviter once per link, and nobody about a notice that bounces itself", async () => {
    const before = await noticesToDana();
    const message = await sent();
    await deliver(message.path, report(message));
    await deliver(message.path, report(message));
    expect(await noticesToDana()).toBe(before + 1);

    await sendAgain(operator, { messageId: message.id }, REPORTED);
    await sendMail(message.id, () => REPORTED);
    const again = await read(message.id);
    await deliver(returnPath(again.returnKey ?? ""), report(message));
    expect(await state(message)).toBe("BOUNCED");
    expect(await noticesToDana()).toBe(before + 1);

    const { id: invitationId } = await invitationOf(message.toKey, CONTOSO);
    await resendInvitation(dana, { invitationId }, later(HOUR));
    const newer = (await mailsTo(message.toKey)).find(({ id }) => id !== message.id);
    await sendMail(newer?.id ?? "", () => later(HOUR));
    clock = later(2 * HOUR);
    await deliver(returnPath(newer?.returnKey ?? ""), report(newer ?? message));
    expect(await noticesToDana()).toBe(before + 2);

    const [notice] = await noticesTo("dana.kowalski@contoso.com");
    await db.emailMessage.update({
      where: { id: notice?.id ?? "" },
      data: { state: "SENT", sentAt: NOW },
    });
    const all = await db.emailMessage.count();
    await deliver(returnPath(notice?.returnKey ?? ""), report(notice ?? message));
    expect(await read(notice?.id ?? "")).toMatchObject({ state: "BOUNCED" });
    expect(await db.emailMessage.count()).toBe(all);
  });

  test("tells nobody once the invitation has been revoked", async () => {
    const message = await sent();
    const { id: invitationId } = await invitationOf(message.toKey, CONTOSO);
    await revokeInvitation(dana, { invitationId }, later(MINUTE));
    const before = await noticesToDana();
    await deliver(message.path, report(message));
    expect(await state(message)).toBe("BOUNCED");
    expect(await noticesToDana()).toBe(before);
  });

  test("counts when a server gave up after days of temporary answers", async () => {
    const message = await sent();
    const said = { status: "4.4.1", diagnostic: "connect to mx.contoso.com: timed out" };
    await deliver(message.path, report(message, said));
    expect(await state(message)).toBe("BOUNCED");
    expect(await suppressionOf(message.toKey)).toBeNull();
  });

  test("counts without a Message-ID and an original recipient, and when a mailbox forwards", async () => {
    const message = await sent();
    const forwarded = { finalRecipient: "robin@fabrikam.com", fields: [], original: [] };
    await deliver(message.path, report(message, { ...forwarded, status: "5.1.1" }));
    expect(await state(message)).toBe("BOUNCED");
    // The address that doesn't exist is the one that it forwards to.
    expect(await suppressionOf(message.toKey)).toBeNull();
    expect(await suppressionOf("robin@fabrikam.com")).toBeNull();
  });

  test("counts when a relay wrote a Message-ID of its own, and even without what it calls original", async () => {
    const message = await sent("ann.lee@contoso.com");
    await deliver(message.path, caseText("relay-message-id.eml"));
    expect(await state(message)).toBe("BOUNCED");
    expect(await suppressionOf("ann.lee@contoso.com")).not.toBeNull();
    const other = await sent();
    await deliver(other.path, report(other, { original: ["Message-ID: <a@b>"] }));
    expect(await state(other)).toBe("BOUNCED");
  });

  test("counts however its parts are encoded and its lines end", async () => {
    const encoded = (message: Sent, encoding: string, encode: (text: string) => string) =>
      report(message).replace(
        /(Content-Type: message\/delivery-status)\r\n\r\n(.*?)(?=\r\n\r\n--)/s,
        (_all, head: string, body: string) =>
          `${head}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${encode(body)}`,
      );
    const base64 = (text: string) =>
      Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\r\n");
    const quoted = (text: string) =>
      text.replaceAll("=", "=3D").replace(/Action: f/, "Action: =66=\r\n");
    const [one, two, three] = [await sent(), await sent(), await sent()];
    await deliver(one.path, encoded(one, "base64", base64));
    await deliver(two.path, encoded(two, "Quoted-Printable", quoted));
    await deliver(three.path, report(three).replaceAll("\r\n", "\n"));
    expect(await Promise.all([one, two, three].map(state))).toEqual(times(3).map(() => "BOUNCED"));
  });

  test("counts once when many come at the same moment, and wins over reports of a delay", async () => {
    await repeat(count(3, 20), async () => {
      const message = await sent();
      const before = await noticesToDana();
      const delay = report(message, { action: "delayed", status: "4.2.2" });
      const all = [report(message), delay, report(message), delay, report(message)];
      const answers = await Promise.all(all.map((raw) => deliver(message.path, raw)));
      expect(answers.filter((answer) => !answer.startsWith("250"))).toEqual([]);
      expect(await state(message)).toBe("BOUNCED");
      expect(await noticesToDana()).toBe(before + 1);
    });
  });

  test("is asked for again later while we haven't noted that the message was sent", async () => {
    const message = await sent();
    await db.emailMessage.update({
      where: { id: message.id },
      data: { state: "SENDING", sentAt: null },
    });
    await changesNothing(async () =>
      expect(await deliver(message.path, report(message))).toMatch(/^450 /),
    );
  });
});

describe("a report of a delay", () => {
  test("makes a sent message deferred, which is never sent a second time, and a failure may follow", async () => {
    const message = await sent();
    const delayed = {
      action: "delayed",
      status: "4.2.2",
      diagnostic: "452 4.2.2 mailbox is full:",
    };
    await deliver(message.path, report(message, delayed));
    expect(await read(message.id)).toMatchObject({
      state: "DEFERRED",
      nextTryAt: null,
      bouncedAt: null,
      lastAnswer: "452 4.2.2 mailbox is full: mailbox is full",
    });
    const { rows } = await pool.query(
      "SELECT 1 FROM graphile_worker._private_jobs WHERE payload->>'messageId' = $1 AND run_at > $2",
      [message.id, NOW],
    );
    expect(rows.length).toBeLessThanOrEqual(1);

    // A job that is still there, as after a crash just before it was taken off the queue.
    await changesNothing(() => sendMail(message.id, () => later(HOUR)));
    expect(running[0]?.mailsTo(message.toKey)).toHaveLength(1);

    await deliver(message.path, report(message));
    expect(await state(message)).toBe("BOUNCED");
  });

  test("changes nothing about a message that bounced", async () => {
    const message = await sent();
    await deliver(message.path, report(message));
    await changesNothing(() =>
      deliver(message.path, report(message, { action: "delayed", status: "4.2.2" })),
    );
  });
});

/** From a mail system, and unreadable: "sent" isn't the whole truth any more. */
const UNREAD = new Set([
  ...['the action "FAILEDX"', 'the action ""', "a failure with the status of a success"],
  ...["a failure without a readable status", "a boundary that is missing"],
  ...["a boundary that is empty", "two thousand recipients", "groups inside of groups in To"],
]);

describe("what is no report about a sent message changes nothing, or says that it came back unread", () => {
  const mime = (type: string, ...rest: string[]) =>
    ["MIME-Version: 1.0", `Content-Type: ${type}`, "", ...rest, ""].join("\r\n");

  test.each<[string, (message: Sent) => string]>([
    ["an answer of a person on holiday", () => mime("text/plain", "I'm away. Action: failed")],
    [
      "an automatic answer that quotes a report",
      (message) => mime("text/plain", "Auto-Submitted: auto-replied", "", report(message)),
    ],
    [
      "a report inside of another mail",
      (message) => mime('multipart/mixed; boundary="x"', "--x", report(message), "--x--"),
    ],
    [
      "a report as an attachment of a report without a status",
      (message) =>
        mime(
          'multipart/report; report-type=delivery-status; boundary="x"',
          "--x",
          "Content-Type: message/rfc822",
          "",
          report(message),
          "--x--",
        ),
    ],
    [
      "a receipt of reading",
      (m) => report(m).replaceAll("message/delivery-status", "message/disposition-notification"),
    ],
    ...["delivered", "relayed", "expanded", "FAILEDX", ""].map(
      (action): [string, (message: Sent) => string] => [
        `the action "${action}"`,
        (message) => report(message, { action, status: "5.1.1" }),
      ],
    ),
    ["a failure with the status of a success", (m) => report(m, { status: "2.0.0" })],
    ["a failure without a readable status", (m) => report(m, { status: "550" })],
    [
      "another message's Message-ID, and another recipient",
      (m) => report(m, { ...ELSEWHERE, original: ["Message-ID: <a@b>"] }),
    ],
    [
      "another message's Original-Message-ID, and another recipient",
      (m) =>
        report(m, ELSEWHERE).replace(
          "Arrival-Date: ",
          "Original-Message-ID: <a@b>\r\nArrival-Date: ",
        ),
    ],
    [
      "another original recipient",
      (m) => report(m, { fields: ["Original-Recipient: rfc822;eve@fabrikam.com"] }),
    ],
    [
      "recipients who fared differently",
      (m) =>
        report(m).replace(
          "Final-Recipient",
          "Final-Recipient: rfc822; a@contoso.com\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient",
        ),
    ],
    ["nothing at all", () => "\r\n"],
    ["noise", () => Array.from({ length: 2000 }, (_, n) => String.fromCharCode(n % 255)).join("")],
    ["a boundary that is missing", (m) => report(m).replace(/;\r\n\tboundary=.*/, "")],
    ["a boundary that is empty", (m) => report(m).replace(/boundary=.*/, 'boundary=""')],
    [
      "ten thousand parts",
      () => mime("multipart/report; boundary=b", ...times(10_000).map(() => "--b\r\n\r\nx")),
    ],
    [
      "a thousand parts inside each other",
      () =>
        mime(
          "multipart/report; boundary=b0",
          ...times(1000).map(
            (n) => `--b${n}\r\nContent-Type: multipart/report; boundary=b${n + 1}\r\n`,
          ),
        ),
    ],
    [
      "two thousand recipients",
      (m) =>
        report(m).replace(
          "Final-Recipient",
          "Action: failed\r\nStatus: 5.1.1\r\n\r\n".repeat(2000) + "Final-Recipient",
        ),
    ],
    // This one stops mailparser for 16 seconds and ends the process (docs/decisions/011).
    [
      "groups inside of groups in To",
      (m) => `To: ${"a:".repeat(60_000)}\r\n${report(m, { status: "2.0.0" })}`,
    ],
    ["one line of 250 kB", () => mime("multipart/report; boundary=b", "x".repeat(250_000))],
    [
      "a header of 250 kB",
      () => `Content-Type: multipart/report${"; a=b ".repeat(35_000)}\r\n\r\nx`,
    ],
  ])("%s", async (what, raw) => {
    const message = await sent();
    const take = async () => {
      const before = process.cpuUsage();
      expect(await deliver(message.path, raw(message))).toMatch(/^250 /);
      const { user } = process.cpuUsage(before);
      expect(user).toBeLessThan(8_000_000);
    };
    if (!UNREAD.has(what)) return changesNothing(take);
    const notices = await noticesToDana();
    await take();
    expect(await read(message.id)).toMatchObject({ state: "RETURNED", bouncedAt: clock });
    expect(await suppressionOf(message.toKey)).toBeNull();
    expect(await noticesToDana()).toBe(notices);
  });

  test("a mail system's own words are unread, and a report that can be read may follow", async () => {
    const message = await sent();
    const words = ["From: MAILER-DAEMON@mx.contoso.com", "Subject: failure notice", "", "Sorry."];
    await deliver(message.path, words.join("\r\n"));
    expect(await state(message)).toBe("RETURNED");
    expect((await listOutbox(operator)).rows.map(({ id }) => id)).toContain(message.id);
    const { rows } = await listMessages(operator, { state: "RETURNED", search: message.toKey });
    expect(rows.map(({ id }) => id)).toEqual([message.id]);
    await deliver(message.path, report(message));
    expect(await state(message)).toBe("BOUNCED");
  });

  test("what came back unread can be sent again", async () => {
    const message = await sent();
    await deliver(message.path, "From: Postmaster <postmaster@contoso.com>\r\n\r\nUndeliverable");
    await sendAgain(operator, { messageId: message.id }, REPORTED);
    expect(await read(message.id)).toMatchObject({ state: "QUEUED", bouncedAt: null });
  });

  test("nor is a receipt or a report of a success, from whatever mail system", async () => {
    const message = await sent();
    for (const action of ["delivered", "relayed", "expanded"])
      await changesNothing(() => deliver(message.path, report(message, { action })));
  });

  test("a message larger than 256 kB is refused with 552, also one with a line of 2 MB", async () => {
    const message = await sent();
    await changesNothing(async () => {
      const large = report(message) + "x\r\n".repeat(90_000);
      expect(await deliver(message.path, large)).toMatch(/^552 /);
      expect(await deliver(message.path, report(message) + "x".repeat(2_000_000))).toMatch(/^552 /);
      const [, , early] = await talk("EHLO x", "MAIL FROM:<> SIZE=300000");
      expect(early).toMatch(/^552 /);
      // Outside of a message a line of that length is no command.
      expect((await talk("EHLO x", "x".repeat(2_000_000))).at(-1)).toMatch(/^421 |^closed/);
    });
    await deliver(message.path, report(message));
    expect(await state(message)).toBe("BOUNCED");
  });

  test("a report that is cut off in the middle", async () => {
    const message = await sent();
    await changesNothing(async () => {
      const raw = report(message);
      const answers = await talk("EHLO x", "MAIL FROM:<>", `RCPT TO:<${message.path}>`, "DATA");
      expect(answers.at(-1)).toMatch(/^354 /);
      const socket = sockets.at(-1);
      const half = raw.slice(0, raw.indexOf("--9B1D.1763978400/mail.contoso.com--"));
      await new Promise((resolve) => socket?.write(half, resolve));
      socket?.resetAndDestroy();
      // A whole conversation after it: by then the listener knows that the other one is over.
      expect((await talk("EHLO x", "QUIT")).at(-1)).toMatch(/^221 /);
    });
  });

  test.each<[string, MessageState]>([
    ["one that failed", "FAILED"],
    ["one that was suppressed", "SUPPRESSED"],
  ])("a report about %s is refused", async (_what, now) => {
    const message = await sent();
    await db.emailMessage.update({ where: { id: message.id }, data: { state: now, sentAt: null } });
    await changesNothing(async () =>
      expect(await deliver(message.path, report(message))).toMatch(/^550 /),
    );
  });

  test("random damage to a report never makes more of it than a report", async () => {
    const message = await sent();
    const raw = report(message);
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (const round of times(count(300, 20_000))) {
      const at = random(raw.length);
      const piece = raw.slice(random(raw.length)).slice(0, random(200));
      const damaged = raw.slice(0, at) + piece + raw.slice(at + random(100));
      const read = readReport(Buffer.from(round % 2 ? damaged : damaged.slice(0, at)));
      if (read) expect(["failed", "delayed"]).toContain(read.action);
    }
  });
});

describe("the listener", () => {
  const UNKNOWN = "0".repeat(32);

  test.each([
    ["a return path that nobody has", `bounce-${UNKNOWN}@localhost`],
    ["the postmaster", "postmaster@localhost"],
    ["a person elsewhere", "eve@fabrikam.com"],
    ["a person elsewhere through a percent sign", "eve%fabrikam.com@localhost"],
  ])("relays nothing to %s", async (_what, address) => {
    await changesNothing(async () =>
      expect(await deliver(address, "Subject: x\r\n\r\nx", "eve@fabrikam.com")).toMatch(/^550 /),
    );
  });

  test("takes a return path at our name only, and one at a time", async () => {
    const [one, other] = [await sent(), await sent()];
    expect(await deliver(one.path.replace("localhost", "fabrikam.com"), report(one))).toMatch(
      /^550 /,
    );
    const answers = await talk(
      "EHLO x",
      "MAIL FROM:<>",
      `RCPT TO:<${one.path.toUpperCase()}>`,
      `RCPT TO:<${other.path}>`,
    );
    expect(answers.slice(-2).map((answer) => answer.slice(0, 3))).toEqual(["250", "452"]);
  });

  test("offers neither a login nor encryption nor anything else", async () => {
    const [greeting, hello, ...refused] = await talk(
      "EHLO x",
      "AUTH PLAIN AGEAYg==",
      "STARTTLS",
      "VRFY root",
      "WIZ x",
      "XCLIENT NAME=x",
    );
    expect(greeting).toBe("220 localhost ESMTP Business Center");
    expect(hello).toContain("SIZE 262144");
    expect(hello).not.toMatch(/AUTH|STARTTLS/);
    expect(refused.map((answer) => answer.slice(0, 1))).toEqual(times(5).map(() => "5"));
  });

  test("takes reports for 30 days after the message was sent", async () => {
    const message = await sent();
    clock = later(30 * DAY);
    await changesNothing(async () =>
      expect(await deliver(message.path, report(message))).toMatch(/^550 /),
    );
    clock = later(30 * DAY - 1);
    expect(await deliver(message.path, report(message))).toMatch(/^250 /);
    expect(await state(message)).toBe("BOUNCED");
  });

  test("turns away the twenty-first client, and takes the next one when another has gone", async () => {
    const first = await Promise.all(times(20).map(() => talk("EHLO x")));
    expect(first.filter(([greeting]) => !greeting?.startsWith("220"))).toEqual([]);
    expect((await talk())[0]).toMatch(/^421 /);
    for (const socket of sockets.splice(0)) socket.destroy();
    await vi.waitFor(async () => expect((await talk())[0]).toMatch(/^220 /), { interval: 50 });
  });

  test("lets go of its port and of clients who only sit there when it is stopped", async () => {
    const message = await sent();
    await talk("EHLO x", "MAIL FROM:<>", `RCPT TO:<${message.path}>`, "DATA");
    const started = Date.now();
    await listener.stop();
    // Without being told they would sit there for 30 seconds.
    expect(Date.now() - started).toBeLessThan(20_000);
    expect(await deliver(message.path, report(message))).toContain("ECONNREFUSED");
    listener = await listenForReports(ports.bounce, () => clock);
    await deliver(message.path, report(message));
    expect(await state(message)).toBe("BOUNCED");
  });
});

describe("an address that doesn't exist", () => {
  const NONE = { status: "5.1.1", diagnostic: "550 5.1.1 no such user:" };

  test("as a report says is mailed no more, with the server's words, until somebody resends", async () => {
    const message = await sent();
    await deliver(message.path, report(message, NONE));
    const reason = "550 5.1.1 no such user: mailbox is full";
    expect(await suppressionOf(message.toKey)).toMatchObject({ reason, since: REPORTED });

    await db.emailMessage.update({
      where: { id: message.id },
      data: { state: "QUEUED", sentAt: null, bouncedAt: null },
    });
    await sendMail(message.id, () => REPORTED);
    expect(await read(message.id)).toMatchObject({ state: "SUPPRESSED", lastAnswer: reason });
    expect(running[0]?.mailsTo(message.toKey)).toHaveLength(1);

    const { id: invitationId } = await invitationOf(message.toKey, CONTOSO);
    await resendInvitation(dana, { invitationId }, later(HOUR));
    expect(await suppressionOf(message.toKey)).toBeNull();
    const newer = (await mailsTo(message.toKey)).find(({ id }) => id !== message.id);
    await sendMail(newer?.id ?? "", () => later(HOUR));
    expect(await read(newer?.id ?? "")).toMatchObject({ state: "SENT" });
    // Overtaken by that one: there is nothing to send again.
    await sendAgain(operator, { messageId: message.id }, later(HOUR));
    await sendMail(message.id, () => later(HOUR));
    expect(await read(message.id)).toMatchObject({ state: "SUPPRESSED", lastAnswer: null });
    expect(await codeOf(sendAgain(operator, { messageId: message.id }, later(HOUR)))).toBe(
      "conflict",
    );
  });

  test("as the server says at once fails, tells the inviter, and is mailed no more", async () => {
    const before = await noticesToDana();
    const { id, toKey } = await invited();
    await startServer({ recipient: () => "550 5.1.1 no such user" });
    await sendMail(id, () => NOW);
    expect(await state({ id })).toBe("FAILED");
    expect(await suppressionOf(toKey)).toMatchObject({ reason: "550 5.1.1 no such user" });
    expect(await noticesToDana()).toBe(before + 1);
  });

  test.each([
    ["550 no such user"],
    ["550 5.2.1 mailbox disabled"],
    ["554 5.7.1 refused by policy"],
    // These two speak of our own address.
    ["553 5.1.8 sender's domain doesn't exist"],
    ["550 5.1.7 bad sender"],
    ["450 4.1.1 unknown for now"],
  ])("isn't what %s says", async (line) => {
    const { id, toKey } = await invited();
    await startServer({ recipient: () => line });
    await sendMail(id, () => NOW);
    expect(["FAILED", "DEFERRED"]).toContain(await state({ id }));
    expect(await suppressionOf(toKey)).toBeNull();
  });

  test("is taken off the list by the operator, once, and the trail says so without the address", async () => {
    const message = await sent();
    await deliver(message.path, report(message, NONE));
    const { rows } = await listSuppressions(operator, {});
    expect(rows.map(({ toKey }) => toKey)).toContain(message.toKey);

    const input = { toKey: message.toKey };
    const { done, refused } = await together(
      times(3).map(() => () => removeSuppression(operator, input, REPORTED)),
    );
    expect([done.length, refused]).toEqual([1, ["notFound notFound", "notFound notFound"]]);
    expect(await suppressionOf(message.toKey)).toBeNull();
    const events = await db.auditEvent.findMany({ where: { action: "suppression.lifted" } });
    expect(events.map(({ objectId, data }) => [objectId, data])).toEqual([[message.id, {}]]);
  });

  test("is on a list that is read page by page without a gap", async () => {
    const more = times(120).map((n) => `page.${n}@contoso.com`);
    await db.suppression.createMany({
      data: more.map((toKey) => ({ toKey, reason: "550 5.1.1", since: NOW })),
    });
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = await listSuppressions(operator, { after });
      seen.push(...page.rows.map(({ toKey }) => toKey));
      after = page.next;
    }
    const all = await db.suppression.findMany();
    expect([...seen].sort()).toEqual(all.map(({ toKey }) => toKey).sort());
    await db.suppression.deleteMany({ where: { toKey: { in: more } } });
  });
});

describe("the operator sends again", () => {
  const FRESH = {
    state: "QUEUED",
    attempts: 0,
    nextTryAt: null,
    sentAt: null,
    bouncedAt: null,
    lastAnswer: null,
  };

  test.each<[string, object]>([
    ["one that failed", { state: "FAILED", attempts: 197, lastAnswer: "451 later" }],
    ["one that bounced", { state: "BOUNCED", bouncedAt: NOW, sentAt: NOW, lastAnswer: "552 full" }],
    ["one that was held back", { state: "SUPPRESSED", lastAnswer: "550 5.1.1" }],
    ["one that waits for its next try", { state: "DEFERRED", nextTryAt: later(HOUR), attempts: 9 }],
    [
      "one that their server has not delivered yet",
      { state: "DEFERRED", sentAt: NOW, attempts: 1 },
    ],
  ])(
    "%s, with all its tries, to a lifted address, and on a new return path",
    async (_what, data) => {
      const { id, toKey, returnKey, createdAt, messageId } = await invited();
      await db.emailMessage.update({ where: { id }, data });
      await db.suppression.create({ data: { toKey, reason: "550 5.1.1", since: NOW } });
      await sendAgain(operator, { messageId: id }, later(5 * DAY));

      const again = await read(id);
      expect(again).toMatchObject({ ...FRESH, createdAt, messageId });
      expect(again.returnKey).not.toBe(returnKey);
      expect(await suppressionOf(toKey)).toBeNull();
      const { rows } = await pool.query(
        "SELECT 1 FROM graphile_worker._private_jobs WHERE payload->>'messageId' = $1",
        [id],
      );
      expect(rows).toHaveLength(1);
      const events = await db.auditEvent.findMany({
        where: { action: "message.sent_again", objectId: id },
      });
      expect(events.map(({ actorId }) => actorId)).toEqual([operator.userId]);

      // Nothing listens: five days after it was made it still gets another try.
      await sendMail(id, () => later(5 * DAY));
      expect(await read(id)).toMatchObject({ state: "DEFERRED", nextTryAt: later(5 * DAY + 10) });
    },
  );

  test.each<[string, object]>([
    ["waits", {}],
    ["is being sent", { state: "SENDING" }],
    ["was sent", { state: "SENT", sentAt: NOW }],
    ["was overtaken by a newer link", { state: "SUPPRESSED", lastAnswer: null }],
  ])("nothing that %s", async (_what, data) => {
    const { id } = await invited();
    await db.emailMessage.update({ where: { id }, data });
    await changesNothing(async () =>
      expect(await refusal(sendAgain(operator, { messageId: id }, NOW))).toMatchObject({
        code: "conflict",
        key: "changedMeanwhile",
      }),
    );
  });

  test("once, however often they press at the same moment", async () => {
    const { id, toKey } = await invited();
    await db.emailMessage.update({ where: { id }, data: { state: "FAILED" } });
    const { done, refused } = await together(
      times(5).map(() => () => sendAgain(operator, { messageId: id }, NOW)),
    );
    expect(done).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["conflict changedMeanwhile"]));
    const server = await startServer();
    await Promise.all(times(3).map(() => sendMail(id, () => NOW)));
    expect(server.mailsTo(toKey)).toHaveLength(1);
  });

  test("and a late report about the first copy says nothing about the second", async () => {
    const message = await sent();
    await deliver(message.path, report(message, { action: "delayed", status: "4.2.2" }));
    await sendAgain(operator, { messageId: message.id }, REPORTED);
    await sendMail(message.id, () => REPORTED);
    await changesNothing(async () =>
      expect(await deliver(message.path, report(message))).toMatch(/^550 /),
    );
  });

  test("nothing that doesn't exist, and nobody else sends, lists or lifts anything", async () => {
    const { id, toKey } = await invited();
    const none = { messageId: "01890000-0000-7000-8000-000000000000" };
    expect(await codeOf(sendAgain(operator, none, NOW))).toBe("notFound");
    const stranger = dana as unknown as OperatorActor;
    const refused = [
      sendAgain(stranger, { messageId: id }, NOW),
      listMessages(dana, {}),
      listSuppressions(dana, {}),
      removeSuppression(dana, { toKey }, NOW),
    ];
    expect(await Promise.all(refused.map(codeOf))).toEqual(times(4).map(() => "forbidden"));
  });
});

describe("the operator's desk", () => {
  test("pages through every message, newest first, forwards and back", async () => {
    await Promise.all(times(60).map(() => invited()));
    const all = await db.emailMessage.findMany({ orderBy: { id: "desc" }, select: { id: true } });
    const pages = [await listMessages(operator, {})];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) {
      pages.push(await listMessages(operator, { after: next }));
    }
    const ids = (page: (typeof pages)[number] | undefined) => page?.rows.map(({ id }) => id) ?? [];
    expect(pages.flatMap(ids)).toEqual(all.map(({ id }) => id));
    expect(pages[0]?.previous).toBeNull();
    const back = await listMessages(operator, { before: pages[1]?.previous ?? "" });
    expect(ids(back)).toEqual(ids(pages[0]));
    expect(back).toMatchObject({ previous: null, next: pages[0]?.next });
  });

  test("finds by the beginning of an address and by state, and takes no sign for a pattern", async () => {
    const email = newAddress("under_score");
    const { id } = await invited(email);
    const find = async (query: object) => {
      const { rows } = await listMessages(operator, query);
      return rows.map((row) => row.id);
    };
    expect(await find({ search: ` ${email.toUpperCase().slice(0, -4)}` })).toEqual([id]);
    expect(await find({ search: email, state: "QUEUED" })).toEqual([id]);
    expect(await find({ search: email, state: "SENT" })).toEqual([]);
    expect(await find({ search: email.replace("_", "x") })).toEqual([]);
    expect(await find({ search: "%" })).toEqual([]);
    expect(await find({ search: email, state: "nonsense", after: "nonsense" })).toEqual([id]);
    const { rows } = await listMessages(operator, { search: email });
    expect(rows[0]).toMatchObject({ toName: "Robin Ortega", template: "invitation", attempts: 0 });
    expect(rows[0]?.accountNumber).toMatch(/^PA/);
  });

  test("and the command line's outbox agree, bounced and held back included", async () => {
    const bounced = await sent();
    await deliver(bounced.path, report(bounced));
    const [held, overtaken] = [await invited(), await invited()];
    const suppressed = (id: string, lastAnswer: string | null) =>
      db.emailMessage.update({ where: { id }, data: { state: "SUPPRESSED", lastAnswer } });
    await suppressed(held.id, "550 5.1.1");
    await suppressed(overtaken.id, null);
    await db.emailMessage.updateMany({
      where: { id: { notIn: [bounced.id, held.id, overtaken.id] } },
      data: { state: "SENT", bouncedAt: null },
    });
    const { rows, more } = await listOutbox(SYSTEM);
    expect(more).toBe(false);
    expect(rows.map(({ id, state: at }) => [id, at])).toEqual([
      [bounced.id, "BOUNCED"],
      [held.id, "SUPPRESSED"],
    ]);
    const desk = await listMessages(operator, { state: "BOUNCED" });
    expect(desk.rows).toEqual(rows.slice(0, 1));
  });
});
