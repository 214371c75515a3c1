import { codeOf } from "../secrets";

/** The typed code that an invitation has now, such as "7KQM-2XVH"; made from its newest full link. */
export function typedCode(
  linkId: string | null,
  invitationId: string,
  codeHmac: Uint8Array | null,
): string | undefined {
  const code = linkId !== null && codeHmac ? codeOf(linkId, invitationId, codeHmac) : undefined;
  return code ? `${code.slice(0, 4)}-${code.slice(4)}` : undefined;
}
