const megabyte = 1024 * 1024;

/** What a path takes in megabytes, if more than forms and actions need. */
const uploads = [
  // The route reads its stream itself and says in the portal's words what is larger than 5 MB.
  { path: /^\/api\/operator\/agreements$/, megabytes: 6 },
  // The same for sets of the vendor's files and 100 MB, and for files of people and of seats and 20 MB.
  { path: /^\/api\/operator\/data$/, megabytes: 120 },
  { path: /^\/api\/accounts\/[^/]+\/(imports|services\/[^/]+\/seats)$/, megabytes: 24 },
];

/** Answers 413 to a body that is too large. Returns false when the request is already answered. */
export function limitBody(request, response, path) {
  const megabytes = uploads.find((upload) => upload.path.test(path))?.megabytes ?? 1;
  if (Number(request.headers["content-length"] ?? 0) > megabytes * megabyte) {
    refuse(response, megabytes);
    return false;
  }
  if (request.headers["transfer-encoding"]) countChunks(request, response, megabytes);
  return true;
}

/** A body of unknown length is counted as it arrives. */
function countChunks(request, response, megabytes) {
  const push = request.push.bind(request);
  let size = 0;
  request.push = (chunk, encoding) => {
    size += chunk?.length ?? 0;
    if (size <= megabytes * megabyte) return push(chunk, encoding);
    if (!response.headersSent) refuse(response, megabytes);
    request.destroy();
    return false;
  };
}

function refuse(response, megabytes) {
  response.writeHead(413, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end(
    `What was sent is larger than ${megabytes} MB, which the portal doesn't accept here.\n`,
  );
}
