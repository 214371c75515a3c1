import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect, createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mailbox, startMailDev } from "../bin/maildev.mjs";
import { freePort } from "../bin/ports.mjs";
import { runPortal } from "../bin/portal-processes.mjs";
import { requireFreePorts } from "../bin/start-checks.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "portal-starts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dataFolder(name: string): string {
  const data = path.join(folder, name);
  mkdirSync(data, { recursive: true });
  return data;
}

function mail(url: string, subject: string) {
  const transport = nodemailer.createTransport(url);
  const addresses = { from: "no-reply@portal.example", to: "ann.lee@contoso.com" };
  return transport.sendMail({ ...addresses, subject, text: "A link" });
}

async function subjectsIn({ mailboxUrl }: Mailbox): Promise<string[]> {
  const mails = (await (await fetch(`${mailboxUrl}/email`)).json()) as { subject: string }[];
  return mails.map(({ subject }) => subject);
}

function ask(url: string, headers: Record<string, string>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, resolve).once("error", reject).end();
  });
}

describe("three portals that start at the same moment", () => {
  let mailboxes: Mailbox[] = [];
  beforeAll(async () => {
    const names = ["first", "second", "third"];
    mailboxes = await Promise.all(names.map((name) => startMailDev(dataFolder(name))));
  });
  afterAll(() => Promise.all(mailboxes.map((mailbox) => mailbox.stop())));

  test("have a living mailbox each, and each mail arrives in its own", async () => {
    const places = mailboxes.flatMap(({ place, mailboxUrl }) => [place, mailboxUrl]);
    expect(new Set(places).size).toBe(6);
    expect(mailboxes.map(({ child }) => child.exitCode)).toEqual([null, null, null]);
    await Promise.all(mailboxes.map(({ smtpUrl, place }) => mail(smtpUrl, `for ${place}`)));
    for (const mailbox of mailboxes) {
      await expect.poll(() => subjectsIn(mailbox)).toEqual([`for ${mailbox.place}`]);
    }
  });

  test("can't leave a mail in somebody else's mailbox, with another secret or with none", async () => {
    const [own, other] = mailboxes as [Mailbox, Mailbox];
    const astray = own.smtpUrl.replace(own.place, other.place);
    await expect(mail(astray, "astray")).rejects.toThrow(/Invalid username or password/);
    await expect(mail(`smtp://${other.place}`, "astray")).rejects.toThrow(/authentication/i);
    expect(await subjectsIn(other)).not.toContain("astray");
  });

  test.each<[string, Record<string, string>]>([
    ["a name that leads here", { host: "mailbox.example" }],
    ["a page elsewhere", { origin: "https://evil.example" }],
    ["a page of another port", { origin: "http://127.0.0.1:3000" }],
    ["a page without an origin", { origin: "null" }],
    [
      "a script or a picture elsewhere",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    ],
    [
      "a frame elsewhere",
      {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "iframe",
      },
    ],
  ])("keep their mails from %s", async (_, headers) => {
    const [{ mailboxUrl, place }] = mailboxes as [Mailbox];
    for (const address of ["/email", "/", "/socket.io/?EIO=4&transport=polling"]) {
      const answer = await ask(mailboxUrl + address, headers);
      expect(answer.statusCode).toBe(403);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(await text(answer)).not.toContain(place);
    }
    expect(await upgrade(mailboxUrl, headers)).toMatch(/^HTTP\/1.1 403/);
  });

  test("show them to their own pages, to who follows a link, and to programs of this machine", async () => {
    const [{ mailboxUrl }] = mailboxes as [Mailbox];
    const followed = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    const own = { origin: mailboxUrl, "sec-fetch-site": "same-origin" };
    for (const headers of [{}, own, followed] as Record<string, string>[]) {
      const answer = await ask(`${mailboxUrl}/email`, headers);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(await text(answer)).toContain("for 127.0.0.1");
    }
    expect(await upgrade(mailboxUrl, own)).toMatch(/^HTTP\/1.1 101/);
  });
});

/** The first line of the answer to a browser that wants to hear of new mails. */
function upgrade(url: string, headers: Record<string, string>): Promise<string> {
  const { port, host } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.once("error", reject);
    socket.once("data", (data) => {
      resolve(data.toString().split("\r\n")[0] ?? "");
      socket.destroy();
    });
    socket.write(
      [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        ...lines,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "\r\n",
      ].join("\r\n"),
    );
  });
}

describe("a port that somebody else has", () => {
  test.each(["PORT", "BOUNCE_PORT"])("stops the start in words: %s", async (name) => {
    const other = createSocketServer().listen(0, name === "PORT" ? "127.0.0.1" : undefined);
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const settings =
      name === "PORT"
        ? { port, host: "127.0.0.1" }
        : { port: await freePort(), host: "127.0.0.1", bouncePort: port };
    await expect(requireFreePorts(settings)).rejects.toThrow(
      new RegExp(`Port ${port}.* is taken[^]*${name}=\\d+ npm start`),
    );
    other.close();
  });

  test("is never taken for the portal, although another one answers there", async () => {
    const other = createServer((_, response) => response.end("ready")).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    let ready = 0;
    const code = await runPortal(
      { ...process.env, HOST: "127.0.0.1", PORT: String(port), LOG_LEVEL: "silent" },
      {
        say: () => {},
        ready: () => (ready += 1),
        stop: new AbortController().signal,
        lost: new Promise(() => {}),
      },
    );
    expect({ code, ready }).toEqual({ code: 1, ready: 0 });
    other.close();
  });

  test("is watched from birth: a service that has ended already ends the portal", async () => {
    const said: string[] = [];
    const code = await runPortal(
      { ...process.env, PORT: String(await freePort()), LOG_LEVEL: "silent" },
      {
        say: (line) => said.push(line),
        ready: () => {},
        stop: new AbortController().signal,
        lost: Promise.resolve("The mailbox"),
      },
    );
    expect(code).toBe(1);
    expect(said[0]).toMatch(/The mailbox ended unexpectedly/);
  });
});
