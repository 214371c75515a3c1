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
    return refuse(request, response, 415, "typeUnknown", CLOSE);
  }
  const isHeld = isPosted && isForm(request) && !upload;
  if (isHeld) holdForm(request, response, megabytes * megabyte, handle);
  if (hasBody(request)) countPieces(request, response, megabytes);
  if (!isHeld) handle();
}

const hasBody = ({ headers }) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** What no network makes of a body in earnest: each piece costs its own work, however little is in it. */
const SMALL = 256;
const MOST_SMALL = 5000;

/** A body is counted as it arrives, which may be without a length, and byte by byte. */
function countPieces(request, response, megabytes) {
  const push = request.push.bind(request);
  let size = 0;
  let small = 0;
  request.push = (piece, encoding) => {
    size += piece?.length ?? 0;
    if (piece && piece.length < SMALL) small += 1;
    if (size <= megabytes * megabyte && small <= MOST_SMALL) return push(piece, encoding);
    if (!response.headersSent) {
      if (small > MOST_SMALL) refuse(request, response, 400, "formUnreadable", CLOSE);
      else tooLarge(request, response, megabytes);
    }
    request.destroy();
    return false;
  };
}

const CLOSE = { headers: { Connection: "close" } };

function tooLarge(request, response, megabytes) {
  refuse(request, response, 413, "tooLarge", { values: { megabytes }, ...CLOSE });
}
