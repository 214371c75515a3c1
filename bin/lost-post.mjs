import { refusal } from "./refusal.mjs";

/**
 * Gives a form that was posted without a script the portal's words where Next answers it with its own: the
 * action is of an older build, or failed. The page leads back to the form.
 */
export function answerLostPosts(request, response) {
  const isForm = request.method === "POST" && request.headers["next-action"] === undefined;
  if (!isForm || request.url.startsWith("/api/")) return;
  const { write, end, flushHeaders } = response;
  // The pieces of a lost answer are left out; its end is ours.
  response.write = (...args) => problemOf(response) !== null || write.apply(response, args);
  response.flushHeaders = () => problemOf(response) === null && flushHeaders.call(response);
  response.end = (...args) => {
    const key = problemOf(response);
    if (key === null) return end.apply(response, args);
    const number = request.headers["x-request-id"];
    const { type, text } = refusal(key, { number }, true, "form");
    for (const name of ["Content-Length", "Transfer-Encoding", "ETag"]) response.removeHeader(name);
    response.setHeader("Content-Type", type).setHeader("Cache-Control", "no-store");
    return end.call(response, text);
  };
}

function problemOf(response) {
  if (response.headersSent) return null;
  if (response.statusCode === 409 && response.hasHeader("x-nextjs-action-not-found")) {
    return "formOutdated";
  }
  return response.statusCode >= 500 ? "formFailed" : null;
}
