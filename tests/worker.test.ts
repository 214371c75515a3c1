import { randomBytes } from "node:crypto";
import { createTransport } from "nodemailer";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startNode, stopChild, type Child } from "../bin/child.mjs";
import { freePort } from "../bin/ports.mjs";
import { playWorld } from "../prisma/seed";
import { db, pool } from "../lib/db/client";
import { inviteUser } from "../lib/invitations/invite-user";
import { askForPasswordReset } from "../lib/invitations/request-password-reset";
import { WORKER_LOCK } from "../lib/jobs/worker-lock";
import type { MemberActor } from "../lib/policy/actor";
import { tokenOf } from "../lib/secrets";
import { CONTOSO } from "./world";
import { deliverReport } from "./foreign-server";
import {
  actorOf,
  count,
  inviteInput,
  mailsTo,
  newAddress,
  PASSWORD,
  times,
  tokenFor,
  visit,
} from "./factories";
import { never, startScriptedServer, type ScriptedServer, type Script } from "./worker-smtp-server";

const SECOND = 1000;

// Workers are started over and over.
vi.setConfig({ testTimeout: count(60, 300) * SECOND });

interface Worker {
  readonly child: Child;
  readonly output: () => string;
}

let port: number;
let dana: MemberActor;
const workers: Worker[] = [];
const servers: ScriptedServer[] = [];

// The worker's clock is the real one, so this world begins now.
beforeAll(async () => {
  port = await freePort();
  await playWorld(PASSWORD, new Date());
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

// What the world and other tests have queued is not what is watched here.
beforeEach(() => pool.query("DELETE FROM graphile_worker._private_jobs"));

afterEach(async () => {
  for (const { child } of workers) await stopChild(child);
  for (const server of servers.splice(0)) await server.stop();
});

async function startServer(script?: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(port, script);
  servers.push(server);
  return server;
}

/** The process that `npm start` runs, on this file's database. */
function startWorker(settings: Record<string, string> = {}): Worker {
  const env = {
    ...process.env,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    LOG_LEVEL: "debug",
    ...settings,
  };
  const child = startNode(["--import", "tsx", "lib/worker.ts"], { env, stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const worker = { child, output: () => output };
  workers.push(worker);
  return worker;
}

async function readyWorker(settings?: Record<string, string>): Promise<Worker> {
  const worker = startWorker(settings);
  await isReady(worker);
  return worker;
}

const isReady = ({ output }: Worker) =>
  until(20 * SECOND, () => expect(output()).toContain("worker ready"));

const until = (timeout: number, check: () => unknown) =>
  vi.waitFor(check, { timeout, interval: 20 });

async function invite(email = newAddress()): Promise<string> {
  await inviteUser(dana, inviteInput(email), new Date());
  return email;
}

/** Many mails in the queue; a few at a time, as pages would. */
async function inviteMany(howMany: number): Promise<string[]> {
  const emails: string[] = [];
  while (emails.length < howMany) {
    emails.push(...(await Promise.all(times(Math.min(10, howMany)).map(() => invite()))));
  }
  return emails;
}

const statesOf = async (emails: readonly string[]) =>
  (await db.emailMessage.findMany({ where: { toKey: { in: [...emails] } } })).map(
    ({ state }) => state,
  );

const allSent = (emails: readonly string[]) =>
  until(60 * SECOND, async () =>
    expect((await statesOf(emails)).filter((state) => state !== "SENT")).toEqual([]),
  );

/** Makes the time of every next try now. */
async function bringForward(): Promise<void> {
  const now = new Date();
  const { rows } = await pool.query<{ id: string }>(
    "SELECT id FROM graphile_worker._private_jobs WHERE run_at > $1",
    [now],
  );
  const ids = rows.map(({ id }) => id);
  await pool.query("SELECT graphile_worker.reschedule_jobs($1, run_at := $2)", [ids, now]);
}

describe("a mail is at the SMTP server within 5 seconds", () => {
  test("of the commit that invited somebody", async () => {
    const server = await startServer();
    await readyWorker();
    for (const email of times(count(5, 50)).map(() => newAddress())) {
      await invite(email);
      await until(5 * SECOND, () => expect(server.mailsTo(email)).toHaveLength(1));
    }
  });

  test("of somebody asking for a new password", async () => {
    const server = await startServer();
    await readyWorker();
    const email = "tom.baker@contoso.com";
    await askForPasswordReset(email, visit().origin);
    await until(5 * SECOND, () => expect(server.mailsTo(email)).toHaveLength(1));
    expect(server.mailsTo(email)[0]?.parsed.text).toContain("/reset-password/");
  });

  test("of its return, once the time of the next try has come", async () => {
    await readyWorker();
    const email = await invite();
    await until(20 * SECOND, async () => expect(await statesOf([email])).toEqual(["DEFERRED"]));

    const server = await startServer();
    await bringForward();

    await until(5 * SECOND, () => expect(server.mailsTo(email)).toHaveLength(1));
    const [message] = await mailsTo(email);
    expect(server.mailsTo(email)[0]?.messageId).toBe(message?.messageId);
  });
});

test("a login that lacks its password loses nothing: mails leave once SMTP_URL has it", async () => {
  const server = await startServer({ login: true });
  const wrong = await readyWorker({ SMTP_URL: `smtp://portal@127.0.0.1:${port}` });
  const email = await invite();
  await until(20 * SECOND, async () => expect(await statesOf([email])).toEqual(["DEFERRED"]));
  const [message] = await mailsTo(email);
  expect(message?.lastAnswer).toContain("Missing credentials");

  await stopChild(wrong.child);
  await readyWorker({ SMTP_URL: `smtp://portal:password@127.0.0.1:${port}` });
  await bringForward();
  await until(5 * SECOND, () => expect(server.mailsTo(email)).toHaveLength(1));
});

test("with BOUNCE_PORT a worker takes the report of a bounce, and lets go of the port when it stops", async () => {
  const bouncePort = await freePort();
  const bounces = { BOUNCE_PORT: String(bouncePort) };
  await startServer();
  const worker = await readyWorker(bounces);
  const email = await invite();
  await allSent([email]);
  const [message] = await mailsTo(email);
  const report = [
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mail.contoso.com",
    "",
    `Final-Recipient: rfc822; ${email}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 no such user",
    "--b--",
    "",
  ].join("\r\n");
  const to = `bounce-${message?.returnKey}@localhost`;
  await deliverReport({ port: bouncePort, to, raw: report });
  const [bounced] = await mailsTo(email);
  expect(bounced).toMatchObject({ state: "BOUNCED", lastAnswer: "550 5.1.1 no such user" });

  // The next one waits for the first, and finds the port free.
  const second = startWorker(bounces);
  worker.child.kill("SIGTERM");
  expect(await worker.child.ended).toBe("exit code 0");
  await isReady(second);
  expect(second.output()).not.toContain("can't listen");
  await stopChild(second.child);
  const client = createTransport({ host: "127.0.0.1", port: bouncePort });
  await expect(client.verify()).rejects.toThrow("ECONNREFUSED");
});

test("a worker whose BOUNCE_PORT is another program's says so, and sends", async () => {
  const server = await startServer();
  const worker = await readyWorker({ BOUNCE_PORT: String(port) });
  expect(worker.output()).toContain("can't listen on BOUNCE_PORT");
  const email = await invite();
  await until(5 * SECOND, () => expect(server.mailsTo(email)).toHaveLength(1));
});

test("while four mails hang at the server, others are invited and their mails leave", async () => {
  const stuck = new Set(times(4).map(() => newAddress()));
  const server = await startServer({
    content: ({ to }) => (to.some((address) => stuck.has(address)) ? never() : undefined),
  });
  await readyWorker();
  for (const email of stuck) await invite(email);
  const sending = ["SENDING", "SENDING", "SENDING", "SENDING"];
  await until(10 * SECOND, async () => expect(await statesOf([...stuck])).toEqual(sending));

  const others = await inviteMany(count(20, 200));
  await allSent(others);

  // Whoever had waited for the server would wait still: it has not said a word to the four.
  expect(await statesOf([...stuck])).toEqual(sending);

  server.hangUp();
  await until(10 * SECOND, async () =>
    expect(new Set(await statesOf([...stuck]))).toEqual(new Set(["DEFERRED"])),
  );
});

/** Ends the worker from inside a conversation, whenever one more share of the mails has come in. */
function endingWorkers(signal: NodeJS.Signals, every: number): Script {
  let seen = 0;
  return {
    content: () => {
      seen += 1;
      if (seen % every === 0) workers.at(-1)?.child.kill(signal);
      return undefined;
    },
  };
}

test("of a worker killed in mid-batch nothing is lost, and only what was in its hands goes out twice", async () => {
  const [all, every, kills] = [count(50, 500), count(20, 60), count(2, 8)];
  const emails = await inviteMany(all);
  const server = await startServer(endingWorkers("SIGKILL", every));
  for (let killed = 0; killed < kills; killed += 1) {
    expect(await startWorker().child.ended).toBe("SIGKILL");
  }
  expect(await statesOf(emails)).toContain("SENDING");
  expect(await statesOf(emails)).toContain("QUEUED");
  await servers.splice(0)[0]?.stop();
  const healthy = await startServer();
  await readyWorker();
  await allSent(emails);

  const mails = [...server.mails, ...healthy.mails];
  const messageIds = new Map<string, string[]>();
  for (const { to, messageId } of mails) {
    const [email = ""] = to;
    messageIds.set(email, [...(messageIds.get(email) ?? []), messageId]);
  }
  expect([...messageIds.keys()].sort()).toEqual([...emails].sort());
  for (const ids of messageIds.values()) expect(new Set(ids).size).toBe(1);
  // Five at a time, so five at most for each kill.
  expect(mails.length - emails.length).toBeLessThanOrEqual(5 * kills);
});

test("a worker told to stop finishes what it has begun: nothing is lost and nothing goes out twice", async () => {
  const emails = await inviteMany(count(30, 300));
  const server = await startServer(endingWorkers("SIGTERM", 10));
  expect(await startWorker().child.ended).toBe("exit code 0");
  const states = new Set(await statesOf(emails));
  expect(states).toEqual(new Set(["SENT", "QUEUED"]));
  await servers.splice(0)[0]?.stop();
  const healthy = await startServer();
  await readyWorker();
  await allSent(emails);

  const to = [...server.mails, ...healthy.mails].flatMap((mail) => mail.to);
  expect(to.sort()).toEqual([...emails].sort());
});

test("a second worker waits, works on nothing, and takes over when the first dies", async () => {
  const server = await startServer();
  const first = await readyWorker();
  const second = startWorker();
  await until(20 * SECOND, async () => {
    const { rows } = await pool.query(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [WORKER_LOCK],
    );
    expect(rows).toHaveLength(1);
  });
  await allSent(await inviteMany(10));
  expect(second.output()).not.toContain("worker ready");

  first.child.kill("SIGKILL");
  await isReady(second);
  const email = await invite();
  await until(5 * SECOND, () => expect(server.mailsTo(email)).toHaveLength(1));
});

test("after a new secret was put in front, waiting mails still carry the link that works", async () => {
  const email = await invite();
  const token = await tokenFor(email, CONTOSO);
  const server = await startServer();
  const added = randomBytes(32).toString("base64url");
  await readyWorker({ SECRETS: `${added},${process.env.SECRETS}` });
  await allSent([email]);

  const [mail] = server.mailsTo(email);
  expect(mail?.parsed.text).toContain(`/get-started/${token}\n`);
  expect(mail?.parsed.html).toContain(`/get-started/${token}"`);
});

test("no worker of this file has logged a token, at the most talkative level", async () => {
  const logs = workers.map(({ output }) => output()).join("");
  const links = await db.invitationLink.findMany();
  const oneTimeLinks = await db.oneTimeLink.findMany();
  const tokens = [
    ...links.map(({ id, tokenHash }) => tokenOf("invitation", id, tokenHash)),
    ...oneTimeLinks.map(({ id, tokenHash }) => tokenOf("one-time", id, tokenHash)),
  ];
  expect(logs).toContain("worker ready");
  expect(tokens.length).toBeGreaterThan(100);
  expect(tokens.filter((token) => token === undefined || logs.includes(token))).toEqual([]);
  expect(logs).not.toMatch(/(get-started|reset-password|set-password)\/[\w-]{20}/);
});
