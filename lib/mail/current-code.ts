import { db } from "../db/client";
import { codeOf } from "../secrets";

/** The typed code that an invitation has now, such as "7KQM-2XVH"; made from its newest full link. */
export async function currentCode(
  invitationId: string,
  codeHmac: Uint8Array | null,
): Promise<string | undefined> {
  if (!codeHmac) return undefined;
  const link = await db.invitationLink.findFirst({
    where: { invitationId, supersededAt: null, NOT: { kind: "REMINDER" } },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  const code = link && codeOf(link.id, invitationId, codeHmac);
  return code ? `${code.slice(0, 4)}-${code.slice(4)}` : undefined;
}
