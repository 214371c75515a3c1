const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Lets only the mailbox's own pages read it: a page elsewhere in the same browser could otherwise fetch
 * every link that was mailed, by its address or by a name of its own that leads here.
 */
export function guardMailbox(server) {
  for (const event of ["request", "upgrade"]) {
    const listeners = server.listeners(event);
    server.removeAllListeners(event).on(event, (request, answer, ...more) => {
      if (!isOwn(request.headers)) return refuse(answer);
      if (event === "request") keepToItself(answer);
      for (const listener of listeners) listener.call(server, request, answer, ...more);
    });
  }
}

function isOwn({ host = "", origin, "sec-fetch-site": site, "sec-fetch-mode": mode, ...headers }) {
  if (!URL.canParse(`http://${host}`) || !loopback.has(new URL(`http://${host}`).hostname)) {
    return false;
  }
  if (origin !== undefined) return origin === `http://${host}`;
  const followed = mode === "navigate" && headers["sec-fetch-dest"] === "document";
  return site === undefined || site === "same-origin" || site === "none" || followed;
}

function keepToItself(response) {
  const { setHeader } = response;
  response.setHeader = (name, value) =>
    /^access-control-/i.test(name) ? response : setHeader.call(response, name, value);
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("X-Frame-Options", "SAMEORIGIN");
}

function refuse(answer) {
  const body = "Only the mailbox's own pages may read it.\n";
  if ("writeHead" in answer) {
    answer.writeHead(403, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
    return answer.end(body);
  }
  answer.end(`HTTP/1.1 403 Forbidden\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}
