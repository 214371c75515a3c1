import { refuse } from "./refusal.mjs";

/**
 * Answers 403 to a post that a browser says comes from somewhere else, before Next answers it with
 * a 500 and a stack trace. The check against APP_URL in each action stays: this one knows only
 * that Origin and host agree.
 */
export function refuseForeign(request, response) {
  if (request.method !== "POST" || isOwn(request.headers)) return false;
  refuse(request, response, 403, "foreign");
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
