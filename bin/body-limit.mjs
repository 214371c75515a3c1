import { isForm } from "./form-bounds.mjs";
import { holdForm } from "./held-body.mjs";
import { refuse } from "./refusal.mjs";

const megabyte = 1024 * 1024;

/** What a path takes in megabytes, if more than forms and actions need. */
const uploads = [
  // The route reads its stream itself and says in the portal's words what is larger than 5 MB.
  { path: /^\/api\/operator\/agreements$/, megabytes: 6 },
  // The same for sets of the vendor's files and 100 MB, and for files of people and of seats and 20 MB.
  { path: /^\/api\/operator\/data$/, megabytes: 120 },
  { path: /^\/api\/accounts\/[^/]+\/(imports|services\/[^/]+\/seats)$/, megabytes: 24 },
];

/**
 * Calls `handle` for a request whose body isn't too large, and for a form once it has been looked at; routes
 * that take files read their stream themselves. Answers 413, 415 or 400 to the rest.
 */
export function limitBody(request, response, path, handle) {
  const upload = uploads.find((one) => one.path.test(path));
  const megabytes = upload?.megabytes ?? 1;
  if (Number(request.headers["content-length"] ?? 0) > megabytes * megabyte) {
    return tooLarge(request, response, megabytes);
  }
  const isPosted = request.method === "POST" && hasBody(request);
  if (isPosted && !isForm(request) && !path.startsWith("/api/")) {
    return refuse(request, response, 415, "typeUnknown", { headers: { Connection: "close" } });
  }
  const isHeld = isPosted && isForm(request) && !upload;
  if (isHeld) holdForm(request, response, handle);
  if (request.headers["transfer-encoding"]) countChunks(request, response, megabytes);
  if (!isHeld) handle();
}

const hasBody = ({ headers }) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** A body of unknown length is counted as it arrives. */
function countChunks(request, response, megabytes) {
  const push = request.push.bind(request);
  let size = 0;
  request.push = (chunk, encoding) => {
    size += chunk?.length ?? 0;
    if (size <= megabytes * megabyte) return push(chunk, encoding);
    if (!response.headersSent) tooLarge(request, response, megabytes);
    request.destroy();
    return false;
  };
}

function tooLarge(request, response, megabytes) {
  const headers = { Connection: "close" };
  refuse(request, response, 413, "tooLarge", { values: { megabytes }, headers });
}
