/** Cuts the tokens out of addresses of token pages, for logs and for words of others that quote a mail. */
export function redactTokens(text: string): string {
  return text.replace(TOKENS, "$1/[redacted]");
}

/** The same names as in bin/response-headers.mjs. */
const TOKENS =
  /(get-started|reset-password|set-password|objection|stop-reminders|confirm-email|downloads(?=\/[\w-]{40}))\/(?:%[\da-f]{2})*[\w-]+/gi;
