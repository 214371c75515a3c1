import type { SoftwareFile } from "../../prisma/generated/client";
import { tellOperators } from "../accounts/tell-operators";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
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
    const day = now.toISOString().slice(0, 10);
    const props = { fileId: file.id, found };
    const news = { template: "fileUnavailable", props, once: `${file.id}:${day}` } as const;
    await tellOperators(tx, news, now);
  });
}
