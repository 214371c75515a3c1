/** Cuts the tokens out of addresses of token pages, for logs and for words of others that quote a mail. */
export function redactTokens(text: string): string {
  return text.replace(/(get-started|reset-password|set-password)\/[\w-]+/g, "$1/[redacted]");
}
