import { codeOf } from "../secrets";

/** The typed code of a link of an invitation, such as "7KQM-2XVH"; none that was tried too often. */
export function typedCode(
  linkId: string | null,
  invitationId: string,
  codeHmac: Uint8Array | null,
): string | undefined {
  const code = linkId !== null && codeHmac ? codeOf(linkId, invitationId, codeHmac) : undefined;
  return code && codeInWords(code);
}

/** A code as mails show it: in two halves. */
export function codeInWords(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
