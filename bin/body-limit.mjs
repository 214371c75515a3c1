// Forms and actions; uploads have a route of their own that reads its stream itself.
const limit = 1024 * 1024;

const sentence = "What was sent is larger than 1 MB, which the portal doesn't accept here.\n";

/** Answers 413 to a body that is too large. Returns false when the request is already answered. */
export function limitBody(request, response) {
  if (Number(request.headers["content-length"] ?? 0) > limit) {
    refuse(response);
    return false;
  }
  if (request.headers["transfer-encoding"]) countChunks(request, response);
  return true;
}

/** A body of unknown length is counted as it arrives. */
function countChunks(request, response) {
  const push = request.push.bind(request);
  let size = 0;
  request.push = (chunk, encoding) => {
    size += chunk?.length ?? 0;
    if (size <= limit) return push(chunk, encoding);
    if (!response.headersSent) refuse(response);
    request.destroy();
    return false;
  };
}

function refuse(response) {
  response.writeHead(413, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end(sentence);
}
