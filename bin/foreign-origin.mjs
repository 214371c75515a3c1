const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Answers 403 to a post that a browser says comes from somewhere else, before Next answers it with
 * a 500 and a stack trace. The check against APP_URL in each action stays: this one knows only
 * that Origin and host agree.
 */
export function refuseForeign({ method, headers }, response) {
  if (safe.has(method) || isOwn(headers)) return false;
  response.writeHead(403, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(
    "This form was sent from another site. Open the page in the portal and try again.\n",
  );
  return true;
}

function isOwn(headers) {
  const site = headers["sec-fetch-site"];
  // Browsers set it themselves: what they call foreign is foreign, whatever Origin says.
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (headers.origin !== undefined) {
    return (
      URL.canParse(headers.origin) && new URL(headers.origin).host === headers["x-forwarded-host"]
    );
  }
  return true;
}
