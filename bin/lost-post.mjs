import { refusal } from "./refusal.mjs";

/**
 * Gives a form that was posted without a script the portal's words where Next answers it with its own: the
 * action is of an older build, or failed. The page leads back to the form.
 */
export function answerLostPosts(request, response) {
  const isForm = request.method === "POST" && request.headers["next-action"] === undefined;
  if (!isForm || request.url.startsWith("/api/")) return;
  const { write, end, writeHead } = response;
  let page = null;
  response.writeHead = (status, ...rest) => {
    const key = problemOf(status, response);
    if (key === null) return writeHead.call(response, status, ...rest);
    const number = request.headers["x-request-id"];
    const { type, text } = refusal(key, { number }, true, "form");
    page = text;
    for (const name of NEXTS_OWN) response.removeHeader(name);
    response.setHeader("Content-Type", type).setHeader("Cache-Control", "no-store");
    return writeHead.call(response, status);
  };
  const isLost = () => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    return page !== null;
  };
  // The pieces of a lost answer are left out, compressed or not; its end is ours.
  response.write = (...args) => isLost() || write.apply(response, args);
  response.end = (...args) => {
    if (!isLost()) return end.apply(response, args);
    const text = page;
    page = "";
    return end.call(response, text);
  };
}

const NEXTS_OWN = ["Content-Length", "Content-Encoding", "Transfer-Encoding", "ETag"];

function problemOf(status, response) {
  if (status === 409 && response.hasHeader("x-nextjs-action-not-found")) return "formOutdated";
  return status >= 500 && status !== 503 ? "formFailed" : null;
}
