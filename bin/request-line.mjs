import { refuse } from "./refusal.mjs";

const methods = new Set(["GET", "HEAD", "POST"]);

const hostName = /^([a-z0-9]([a-z0-9._-]{0,252}[a-z0-9])?\.?|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i;

/**
 * Answers what no page, action or route is asked by: an address that can't be read, two hosts or none that
 * could be one, a method that nothing here has. Returns false where the request may go on.
 */
export function refuseUnknown(request, response, path) {
  const { method, url, headers } = request;
  if (!url.startsWith("/") || !isReadable(path)) return no(400, "addressUnreadable");
  if (!isOneHost(request) || !hostName.test(headers["x-forwarded-host"])) {
    return no(400, "hostUnreadable");
  }
  const isFile = path.startsWith("/_next/") && method === "POST";
  if (methods.has(method) && !isFile) return false;
  return no(405, "methodUnknown", { Allow: isFile ? "GET, HEAD" : "GET, HEAD, POST" });

  function no(status, key, more = {}) {
    refuse(request, response, status, key, { headers: { Connection: "close", ...more } });
    return true;
  }
}

function isOneHost({ rawHeaders, headers }) {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  return hosts.length <= 1 && (headers.host === undefined || hostName.test(headers.host));
}

/** Next answers a broken percent sign with 500. */
function isReadable(path) {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
