import { STATUS_CODES } from "node:http";
import { refusal } from "./refusal.mjs";

const kinds = {
  HPE_HEADER_OVERFLOW: { status: 431, key: "cookiesTooLarge" },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, key: "tooSlow" },
};

/** Answers what Node itself refuses to read: a page in words where it would be an empty one. */
export function answerClientErrors(server) {
  server.on("clientError", (error, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) return socket.destroy();
    const { status, key } = kinds[error.code] ?? { status: 400, key: "requestUnreadable" };
    const { type, text } = refusal(key, {}, true);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: ${type}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
      "X-Content-Type-Options: nosniff",
      "Cache-Control: no-store",
      "Connection: close",
    ];
    socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
  });
}
