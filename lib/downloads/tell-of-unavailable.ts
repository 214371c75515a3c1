import type { SoftwareFile } from "../../prisma/generated/client";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { enqueueMails, recipientOf } from "../mail/enqueue-mail";
import type { MemberActor } from "../policy/actor";
import type { Unavailable } from "./open-stored";

/**
 * Records that somebody didn't get a file which they are entitled to, and mails every operator of the
 * vendor: once for each file and day, however many ask for it.
 */
export async function tellOfUnavailable(
  actor: MemberActor,
  file: SoftwareFile,
  found: Unavailable,
  now: Date,
): Promise<void> {
  await transaction(async (tx) => {
    await recordEvent(tx, actor, now, {
      action: "download.unavailable",
      object: { kind: "softwareFile", id: file.id },
      purchasingAccountId: actor.purchasingAccountId,
      data: { found },
    });
    const operators = await tx.operator.findMany({
      where: { endedAt: null, user: { disabledAt: null } },
      include: { user: true },
      orderBy: { userId: "asc" },
    });
    const day = now.toISOString().slice(0, 10);
    const mails = operators.map(({ user }) => ({
      template: "fileUnavailable" as const,
      language: user.language,
      to: recipientOf(user),
      props: { fileId: file.id, found },
      once: `fileUnavailable:${file.id}:${day}:${user.id}`,
    }));
    await enqueueMails(tx, now, mails);
  });
}
