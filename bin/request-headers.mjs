import { randomBytes, timingSafeEqual } from "node:crypto";
import { clientAddress, plainAddress } from "./trusted-proxies.mjs";

// What a proxy, Next itself or this server says to the portal; a client must not say it.
const forbidden =
  /^(forwarded|x-forwarded-.*|x-real-ip|x-client-address|x-request-id|x-request-path|x-portal-.*|x-middleware-.*|x-matched-path|x-now-route-matches|x-nextjs-data|x-next-resume-state-length|next-resume|x-nonce|content-security-policy(-report-only)?)$/;

// Next fetches the page that an action redirects to from itself, with the first request's headers.
const internalKey = randomBytes(24).toString("base64url");

/**
 * Makes a request's headers trustworthy before Next sees them: the client's address in
 * `x-client-address`, a fresh `x-request-id`, its own address in `x-request-path`, one host and one protocol.
 */
export function cleanRequestHeaders(request, { isTrusted, appUrl }) {
  const { headers } = request;
  const before = { ...headers };
  for (const name of Object.keys(headers)) if (forbidden.test(name)) delete headers[name];
  const socket = plainAddress(request.socket.remoteAddress);
  const isOurOwn = isInternal(before);
  const isProxied = isTrusted(socket);
  const address = clientAddress(socket, before["x-forwarded-for"], isTrusted);
  const host = (isProxied && last(before["x-forwarded-host"])) || headers.host || appUrl.host;
  headers["x-client-address"] = isOurOwn ? before["x-client-address"] : address;
  headers["x-request-id"] = isOurOwn
    ? before["x-request-id"]
    : randomBytes(9).toString("base64url");
  headers["x-request-path"] = request.url;
  headers["x-portal-internal"] = internalKey;
  headers["x-forwarded-for"] = headers["x-client-address"];
  headers["x-forwarded-proto"] = appUrl.protocol.slice(0, -1);
  headers["x-forwarded-host"] = host;
  headers["x-forwarded-port"] = portOf(appUrl);
  alignOrigin(headers, appUrl, isProxied);
}

/**
 * Next refuses an action whose Origin isn't the host it was asked at. That would also hit the
 * portal's own pages behind a proxy that changes the Host, and pages of `Referrer-Policy:
 * no-referrer`, whose forms say `Origin: null` without JavaScript. Both are told apart here;
 * the action's own check against APP_URL comes after.
 */
function alignOrigin(headers, appUrl, isProxied) {
  if (headers.origin === appUrl.origin) headers["x-forwarded-host"] = appUrl.host;
  if (headers.origin === "null" && headers["sec-fetch-site"] === "same-origin") {
    // Behind a proxy the Host may be an inner name: the portal is known by its address.
    if (isProxied) headers["x-forwarded-host"] = appUrl.host;
    headers.origin = `${appUrl.protocol}//${headers["x-forwarded-host"]}`;
  }
}

function isInternal(headers) {
  const given = Buffer.from(`${headers["x-portal-internal"] ?? ""}`);
  return given.length === internalKey.length && timingSafeEqual(given, Buffer.from(internalKey));
}

function last(value) {
  return [value ?? ""].flat().join(",").split(",").at(-1)?.trim();
}

function portOf({ protocol, port }) {
  return port || (protocol === "https:" ? "443" : "80");
}
