import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerLostPosts } from "../bin/lost-post.mjs";
import { applyPageStatus } from "../bin/page-status.mjs";

/** The server's own front, and behind it whatever a test lets the framework answer. */
let server: Server;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.headers["x-request-id"] = "N7";
    applyPageStatus(request, response);
    answerLostPosts(request, response);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => server.close());

function ask(path: string, init: RequestInit = {}) {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body: "email=x", ...init });
}

/** As Next streams a page: its head first, then pieces. */
function streamed(status: number) {
  return (response: ServerResponse) => {
    response.statusCode = status;
    response.setHeader("Content-Type", "text/html").flushHeaders();
    response.write("<p>half");
    response.end("of a page</p>");
  };
}

test("a form whose action failed is answered with its number and leads back to itself", async () => {
  answer = streamed(500);
  const lost = await ask("/get-started/SECRET");
  expect(lost.status).toBe(500);
  const page = await lost.text();
  expect(page).toContain("recorded under the number N7");
  expect(page).toContain('<a href="">Back to the form</a>');
  expect(page).not.toMatch(/half|of a page|SECRET/);
});

test("a form of an older build is answered with what to do, whatever length Next announced", async () => {
  answer = (response) => {
    response.statusCode = 409;
    response.setHeader("x-nextjs-action-not-found", "1").setHeader("Content-Length", 9);
    response.end("not found");
  };
  const lost = await ask("/sign-in");
  expect(lost.status).toBe(409);
  expect(await lost.text()).toContain("so nothing was sent or saved");
});

test("all other answers pass as they are: pages, scripts' posts and routes", async () => {
  answer = streamed(200);
  expect(await (await ask("/sign-in")).text()).toBe("<p>halfof a page</p>");
  answer = streamed(500);
  for (const [path, init] of [
    ["/sign-in", { headers: { "Next-Action": "x" } }],
    ["/sign-in", { method: "GET", body: null }],
    ["/api/operator/data", {}],
  ] as const) {
    expect(await (await ask(path, init)).text(), path).toBe("<p>halfof a page</p>");
  }
});

test("a form that met a full queue stays as it is, with 503 and when to come back", async () => {
  const shared = globalThis as { portalPageStatus?: Map<string, number> };
  for (const isStreamed of [true, false]) {
    answer = (response) => {
      shared.portalPageStatus?.set("N7", 503);
      if (isStreamed) return streamed(200)(response);
      response.setHeader("Content-Type", "text/html").end("<p>halfof a page</p>");
    };
    const busy = await ask("/sign-in");
    expect(busy.status).toBe(503);
    expect(busy.headers.get("retry-after")).toBe("5");
    expect(await busy.text()).toBe("<p>halfof a page</p>");
    // A script reads the sentence out of the answer, which it takes for no answer with another status.
    const scripted = await ask("/sign-in", { headers: { "Next-Action": "x" } });
    expect(scripted.status).toBe(200);
    expect(scripted.headers.get("retry-after")).toBe("5");
  }
});
