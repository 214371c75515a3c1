import pino from "pino";
import { redactedPath, redactTokens } from "./response-headers.mjs";

/** The server's log: one JSON line per event on standard output. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: { part: "server" },
  serializers: { err: (error) => withoutTokens(pino.stdSerializers.err(error)) },
});

function withoutTokens(error) {
  return JSON.parse(redactTokens(JSON.stringify(error)));
}

/** Writes one line when the request has been answered or has been given up. */
export function logRequest(request, response, path) {
  const started = performance.now();
  const id = request.headers["x-request-id"];
  const { method } = request;
  response.once("close", () => {
    const ms = Math.round((performance.now() - started) * 10) / 10;
    const status = response.writableFinished ? response.statusCode : 499;
    const level = path.startsWith("/_next/") || path.startsWith("/api/health/") ? "debug" : "info";
    log[level]({ id, method, path: redactedPath(path), status, ms }, "request");
  });
}

/** What Next warns of, such as an action that no build knows, is one line without a stack: strangers cause it. */
export function logWarnings() {
  console.warn = (what) => {
    const text = what instanceof Error ? what.message : String(what);
    log.warn({ warning: redactTokens(text.slice(0, 200)) }, "Next warns");
  };
}
