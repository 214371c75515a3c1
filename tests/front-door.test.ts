import { createServer, request as ask, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { limitBody } from "../bin/body-limit.mjs";
import { answerClientErrors } from "../bin/client-error.mjs";
import { FORM_BOUNDS } from "../bin/form-bounds.mjs";
import { refuseUnknown } from "../bin/request-line.mjs";
import { samples } from "./factories";
import { HOSTILE_POSTS, multipart, MULTIPART, scripted, URLENCODED } from "./hostile-posts";

/** The server's own front with nothing behind it but this count: what gets through would be decoded. */
let server: Server;
let read: Buffer[] = [];

beforeAll(async () => {
  server = createServer({ maxHeaderSize: 16 * 1024 }, (request, response) => {
    request.headers["x-forwarded-host"] = request.headers.host;
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    if (refuseUnknown(request, response, path)) return;
    limitBody(request, response, path, () => {
      void bytesOf(request).then(
        (body) => {
          read.push(body);
          response.end("read");
        },
        // Cut off in the middle: it was answered already.
        () => {},
      );
    });
  });
  answerClientErrors(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => server.close());
beforeEach(() => void (read = []));

const port = () => (server.address() as AddressInfo).port;

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
}

function send({ method = "POST", path = "/sign-in", headers = {}, body }: Sent) {
  return new Promise<{ status: number; text: string; headers: IncomingMessage["headers"] }>(
    (resolve, reject) => {
      const sent = ask({ host: "127.0.0.1", port: port(), method, path, headers }, (answer) => {
        void bytesOf(answer).then((text) =>
          resolve({
            status: answer.statusCode ?? 0,
            text: text.toString("utf8"),
            headers: answer.headers,
          }),
        );
      });
      sent.on("error", reject);
      sent.end(body);
    },
  );
}

const post = (type: string, body: Buffer, more: Record<string, string> = {}) =>
  send({
    headers: { "Content-Type": type, "Content-Length": String(body.length), ...more },
    body,
  });

/** What was sent to a socket as it is. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port(), "127.0.0.1", () => socket.write(text));
    socket.on("data", (piece) => (answer += piece.toString("utf8")));
    socket.on("close", () => resolve(answer));
  });
}

describe("a hostile form is refused in words, and nothing behind the door reads it", () => {
  test.each(HOSTILE_POSTS)("$name", async ({ type, body, isScripted, status }) => {
    const answer = await post(type, body, isScripted ? { "Next-Action": "00" } : {});
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/^[A-Z][^<]+\.\n$/);
    expect(read).toHaveLength(0);
  });

  test("also where it arrives in pieces without a length", async () => {
    const [first] = HOSTILE_POSTS;
    const answer = await send({
      headers: { "Content-Type": first?.type ?? "", "Transfer-Encoding": "chunked" },
      body: first?.body ?? Buffer.alloc(0),
    });
    expect(answer.status).toBe(413);
    expect(read).toHaveLength(0);
  });

  test("a browser is told as a page", async () => {
    const answer = await post(MULTIPART, Buffer.from("x"), { Accept: "text/html,*/*" });
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(answer.text).toContain("<h1>This didn't work</h1>");
  });

  test("what isn't a form isn't posted to a page", async () => {
    for (const type of ["application/json", "text/plain;charset=UTF-8", "text/xml"]) {
      expect((await post(type, Buffer.from("[]"), { "Next-Action": "00" })).status).toBe(415);
    }
    expect(read).toHaveLength(0);
  });
});

describe("the bounds are these", () => {
  test("as numbers", () => {
    expect(FORM_BOUNDS).toEqual({
      parts: 1000,
      name: 200,
      text: 65_536,
      own: 10,
      ownText: 262_144,
    });
  });

  test.each([
    [1000, 200],
    [1001, 413],
  ])("a form of %i fields: %i", async (count, status) => {
    const fields = Array.from({ length: count }, (_, n) => [`f${n}`, "x"] as const);
    expect((await post(MULTIPART, multipart(fields))).status).toBe(status);
    const encoded = Buffer.from(fields.map(([name]) => `${name}=x`).join("&"));
    expect((await post(URLENCODED, encoded)).status).toBe(status);
  });

  test.each([
    [200, 200],
    [201, 400],
  ])("a name of %i characters: %i", async (length, status) => {
    const name = "ä".repeat(length);
    expect((await post(MULTIPART, multipart([[name, "x"]]))).status).toBe(status);
    expect((await post(URLENCODED, Buffer.from(`${encodeURIComponent(name)}=x`))).status).toBe(
      status,
    );
  });

  test.each([
    [65_536, 200],
    [65_537, 413],
  ])("a text of %i characters: %i", async (length, status) => {
    const text = "x".repeat(length);
    expect((await post(MULTIPART, multipart([["notes", text]]))).status).toBe(status);
    expect((await post(URLENCODED, Buffer.from(`notes=${text}`))).status).toBe(status);
  });
});

test("a body may come in 5,000 pieces of less than 256 bytes, and not in one more", async () => {
  const form = async (pieces: number, piece: string, type: string, path: string) => {
    const head = `POST ${path} HTTP/1.1\r\nHost: portal.test\r\nConnection: close\r\nContent-Type: ${type}`;
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
    const body = `2\r\nf=\r\n${chunk.repeat(pieces - 1)}0\r\n\r\n`;
    const answer = await raw(`${head}\r\nTransfer-Encoding: chunked\r\n\r\n${body}`);
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  };
  for (const [type, path] of [
    [URLENCODED, "/sign-in"],
    ["application/json", "/api/password-strength"],
    [MULTIPART, "/api/operator/agreements"],
  ] as const) {
    expect(await form(5000, "x", type, path)).toBe(200);
    expect(read).toHaveLength(1);
    expect(await form(5001, "x", type, path)).toBe(400);
    expect(read.splice(0)).toHaveLength(1);
  }
  expect(await form(6000, "x".repeat(256), "application/json", "/api/operator/agreements")).toBe(
    200,
  );
});

describe("what our pages send gets through, byte for byte", () => {
  const fifty = Array.from({ length: 50 }, (_, n) =>
    [
      "email",
      "firstName",
      "lastName",
      "language",
      "country",
      ...Array<string>(6).fill("roles"),
    ].map((field) => [`people[${n}].${field}`, `${field} "$K1" $Q ${n}`] as const),
  ).flat();
  const state = JSON.stringify({
    status: "refused",
    message: 'He said "$Q1"',
    fieldErrors: Object.fromEntries(fifty.map(([name]) => [name, "Fill this in."])),
    values: Object.fromEntries(fifty),
    count: 3,
  });

  test("Invite Users with fifty people, scripted and plain", async () => {
    const body = scripted(fifty, `["PA0048213",${state},"$K1"]`);
    expect(await post(MULTIPART, body, { "Next-Action": "00" })).toMatchObject({ status: 200 });
    const plain = multipart([
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", '{"id":"00ab","bound":"$@1"}'],
      ["$ACTION_1:1", `["PA0048213",${state}]`],
      ["$ACTION_KEY", "k123"],
      ...fifty,
    ]);
    expect(await post(MULTIPART, plain)).toMatchObject({ status: 200 });
    expect(read.map(String)).toEqual([String(body), String(plain)]);
  });

  test("one after the other on one connection", async () => {
    const body = "email=dana";
    const head = `POST /sign-in HTTP/1.1\r\nHost: portal.test\r\nContent-Type: ${URLENCODED}\r\nContent-Length: `;
    const answer = await raw(
      [
        `${head}${body.length}\r\n\r\n${body}`,
        `${head}1002\r\n\r\n${"&".repeat(1002)}`,
        `${head}${body.length}\r\nConnection: close\r\n\r\n${body}`,
      ].join(""),
    );
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual([
      "HTTP/1.1 200",
      "HTTP/1.1 413",
      "HTTP/1.1 200",
    ]);
    expect(read.map(String)).toEqual([body, body]);
  });
});

describe("only what is used gets in", () => {
  const get = (lines: string, line = "GET / HTTP/1.1") => raw(`${line}\r\n${lines}\r\n\r\n`);

  test.each([
    ["two hosts", "Host: portal.test\r\nHost: evil.example"],
    ["a host with a path", "Host: portal.test/evil"],
    ["a host with a user", "Host: a@portal.test"],
    ["a host with a space", "Host: portal test"],
    ["an empty host", "Host:"],
  ])("%s: 400", async (_, lines) => {
    expect(await get(`${lines}\r\nConnection: close`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(read).toHaveLength(0);
  });

  test.each(["portal.test", "portal.test:3000", "localhost.", "127.0.0.1:1", "[::1]:3000"])(
    "the host %s: 200",
    async (host) => {
      expect(await get(`Host: ${host}\r\nConnection: close`)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  test.each(["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])(
    "%s: 405",
    async (method) => {
      const answer = await send({ method, path: "/", headers: { Connection: "close" } });
      expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, HEAD, POST" } });
      expect(read).toHaveLength(0);
    },
  );

  test("nothing is posted to the build's own files", async () => {
    const answer = await send({ path: "/_next/static/x.js" });
    expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });

  test.each(["OPTIONS *", "GET *", "GET http://evil.example/", "GET /%zz"])(
    "%s: 400",
    async (line) => {
      const answer = await get("Host: portal.test\r\nConnection: close", `${line} HTTP/1.1`);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  test("20 kB of cookies: a page that says what to delete", async () => {
    const answer = await get(`Host: portal.test\r\nCookie: a=${"x".repeat(20_000)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
    expect(answer).toContain("Delete this site's cookies in your browser's settings");
  });

  test("what isn't HTTP: 400", async () => {
    expect(await raw("\x16\x03\x01\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test("whatever is posted is answered, and what gets through is within the bounds", async () => {
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("$K1", "$Q1", '"', "\r\n", "__proto__", "people[4294967294].email"),
  );
  const parts = fc.array(
    fc.tuple(
      fc.oneof(text, fc.constantFrom("0", "1", "$ACTION_REF_1", "$ACTION_1:0", "$ACTION_1:1")),
      fc.oneof(text, fc.json()),
    ),
    { maxLength: 40, size: "max" },
  );
  const body = fc.oneof(
    parts.map(multipart),
    parts.map((all) => scripted(all)),
    fc.tuple(parts, fc.nat(2000)).map(([all, end]) => multipart(all).subarray(0, end)),
    fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  );
  const type = fc.oneof(
    fc.constantFrom(MULTIPART, URLENCODED),
    fc.string({ unit: "grapheme-ascii" }),
  );
  await fc.assert(
    fc.asyncProperty(body, type, fc.boolean(), async (bytes, kind, isScripted) => {
      const answer = await post(kind, bytes, isScripted ? { "Next-Action": "00" } : {});
      expect([200, 400, 413, 415]).toContain(answer.status);
    }),
    samples(60, 5000),
  );
});
