const fixed = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": [
    ...[
      "accelerometer",
      "browsing-topics",
      "camera",
      "display-capture",
      "geolocation",
      "gyroscope",
    ],
    ...["magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"],
  ]
    .map((feature) => `${feature}=()`)
    .join(", "),
};

// Their addresses hold a token that works once: nothing may keep or pass them on. The portal's own
// logs cut the same names in lib/redact.ts.
const names = "get-started|reset-password|set-password|objection|stop-reminders|confirm-email";
// A download's works for hours; the page of the same name has none.
const download = "/api/accounts/[^/]+/downloads/.";
const tokenPaths = new RegExp(`^/(api/)?(${names})(/|$)|^${download}`, "i");
const restOfPath = new RegExp(`/(${names}|downloads)/.*`, "i");
// Folders of the code have that name, too: a token is longer than what they hold.
const tokens = new RegExp(`(${names}|downloads(?=/[\\w-]{40}))/(?:%[\\da-f]{2})*[\\w-]+`, "gi");

/** Whether a path may hold a token. */
export function isTokenPath(path) {
  return tokenPaths.test(path);
}

/** The path as the log may show it, without tokens and without what was asked for. */
export function redactedPath(path) {
  return path.replace(restOfPath, "/$1/[redacted]");
}

/** Any text as the log may show it, such as an error that quotes an address. */
export function redactTokens(text) {
  return text.replace(tokens, "$1/[redacted]");
}

/** The policy of one page: only scripts that carry this request's nonce run. */
export function contentSecurityPolicy(nonce, { secure, development }) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Sets what every answer carries, and holds the headers that Next would replace. */
export function setResponseHeaders(response, path, { policy, secure }) {
  const token = isTokenPath(path);
  for (const [name, value] of Object.entries(fixed)) response.setHeader(name, value);
  response.setHeader("Referrer-Policy", token ? "no-referrer" : "strict-origin-when-cross-origin");
  if (policy) response.setHeader("Content-Security-Policy", policy);
  if (secure)
    response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  if (!token) return;
  response.setHeader("Cache-Control", "no-store");
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    setHeader(name, name.toLowerCase() === "cache-control" ? "no-store" : value);
}
