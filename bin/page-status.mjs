// Pages say what status they deserve (lib/auth/page-status.ts); they share this process.
const statuses = (globalThis.portalPageStatus = new Map());

/** Puts the status that the page asked for into the head of its answer; documents only. */
export function applyPageStatus(request, response) {
  const id = request.headers["x-request-id"];
  const isDocument =
    request.headers.rsc === undefined && request.headers["next-action"] === undefined;
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status, ...rest) => {
    const asked = statuses.get(id);
    if (asked === 503) response.setHeader("Retry-After", "5");
    return writeHead(isDocument && status === 200 && asked ? asked : status, ...rest);
  };
  response.once("close", () => statuses.delete(id));
}
