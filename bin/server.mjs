import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import next from "next";
import { log, logRequest, logWarnings } from "./access-log.mjs";
import { answerLostPosts } from "./lost-post.mjs";
import { limitBody } from "./body-limit.mjs";
import { answerClientErrors } from "./client-error.mjs";
import { applyFileLength } from "./file-length.mjs";
import { stopGracefully } from "./graceful-stop.mjs";
import { applyPageStatus } from "./page-status.mjs";
import { root } from "./paths.mjs";
import { refuseForeign } from "./foreign-origin.mjs";
import { cleanRequestHeaders } from "./request-headers.mjs";
import { refuseUnknown } from "./request-line.mjs";
import { contentSecurityPolicy, setResponseHeaders } from "./response-headers.mjs";
import { trustedProxies } from "./trusted-proxies.mjs";

const port = Number(process.env.PORT || 3000);
const hostname = process.env.HOST || "127.0.0.1";
const appUrl = new URL(process.env.APP_URL || `http://localhost:${port}`);
const development = process.env.NODE_ENV === "development";
const secure = appUrl.protocol === "https:";
const isTrusted = trustedProxies(process.env.TRUSTED_PROXIES);

// Where Next reaches itself; without it, it would try https on this very port behind a proxy.
const ownHost = hostname === "0.0.0.0" || hostname === "::" ? "127.0.0.1" : hostname;
const ownOrigin = `http://${ownHost.includes(":") ? `[${ownHost}]` : ownHost}:${port}`;
process.env.__NEXT_PRIVATE_ORIGIN = ownOrigin;

if (!development) logWarnings();
const server = createServer({ maxHeaderSize: 16 * 1024 });
server.headersTimeout = 15_000;
server.requestTimeout = 60_000;
// Both are for what comes in. An answer takes as long as it needs: a download may last hours.
server.timeout = 0;
// Longer than the usual 60 s of a proxy, so that it's the proxy that lets go of a connection first.
server.keepAliveTimeout = 65_000;

const app = next({ dev: development, dir: root, hostname, port, httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
const state = stopGracefully(server, () => app.close());

server.on("request", (request, response) => {
  const path = pathOf(request.url);
  cleanRequestHeaders(request, { isTrusted, appUrl });
  const policy = pagePolicy(request, path);
  setResponseHeaders(response, path, { policy, secure });
  response.setHeader("X-Request-Id", request.headers["x-request-id"]);
  logRequest(request, response, path);
  applyPageStatus(request, response);
  applyFileLength(response);
  answerLostPosts(request, response);
  if (state.stopping) response.setHeader("Connection", "close");
  if (refuseUnknown(request, response, path) || answerBeforeNext(path, response)) return;
  if (refuseForeign(request, response)) return;
  limitBody(request, response, path, () => {
    handle(request, response).catch((error) => failed(error, request, response));
  });
});
answerClientErrors(server);
server.on("error", (error) => {
  log.fatal({ err: error }, `can't listen on ${hostname}:${port}`);
  process.exit(1);
});
server.listen(port, hostname, () => {
  log.info({ host: hostname, port }, "listening");
  // Whoever started this process knows from now on that it is the one that answers here.
  process.send?.("listening");
});

process.on("uncaughtException", (error) => {
  log.fatal({ err: error }, "uncaught");
  process.exit(1);
});

/** Next finds the nonce for its scripts in the request's policy; the answer carries the same one. */
function pagePolicy(request, path) {
  if (path.startsWith("/_next/")) return undefined;
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, { secure, development });
  request.headers["content-security-policy"] = policy;
  return policy;
}

/** What needs no page: older mails' address, readiness while stopping. */
function answerBeforeNext(path, response) {
  if (/^\/customer\/?$/i.test(path)) {
    response.writeHead(308, { Location: "/sign-in" }).end();
    return true;
  }
  if (state.stopping && path === "/api/health/ready") {
    response.writeHead(503, { "Content-Type": "application/json" }).end('{"status":"stopping"}');
    return true;
  }
  return false;
}

function pathOf(url = "/") {
  return url.split("?", 1)[0] || "/";
}

function failed(error, request, response) {
  log.error({ err: error, id: request.headers["x-request-id"] }, "request failed");
  if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" });
  response.end();
}
