import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { signIn } from "../../lib/accounts/sign-in";
import { db, pool } from "../../lib/db/client";
import { transaction } from "../../lib/db/transaction";
import { hashToken, newToken } from "../../lib/secrets";
import { PASSWORD, visit } from "../factories";
import type { World } from "./fill";
import { heading, note, noteTimes, timed } from "./report";

const MAILS = 1000;

/** A right password, with argon2id at the strength that decision 16 asks for. */
export async function measureSignIn(): Promise<void> {
  heading("Signing in");
  const input = { email: "dana.kowalski@contoso.com", password: PASSWORD };
  noteTimes("with the right password", await timed(() => signIn(input, visit()), 50), 100);
}

/** Invitations queued in one transaction, until the worker's process has handed all of them over. */
export async function measureMails({ large }: World): Promise<void> {
  heading(`${MAILS.toLocaleString("en")} mails through the worker`);
  const open = await db.invitation.findMany({
    where: {
      status: "PENDING",
      membership: { purchasingAccountId: large.administrator.purchasingAccountId },
    },
    take: MAILS,
    include: { membership: true },
  });
  const now = new Date();
  const messages = open.flatMap(({ id: invitationId, membership }) => {
    const link = randomUUID();
    return membership ? [{ id: randomUUID(), link, invitationId, membership }] : [];
  });
  await transaction(async (tx) => {
    await tx.invitationLink.createMany({
      data: messages.map(({ link, invitationId, membership }) => ({
        id: link,
        invitationId,
        tokenHash: hashToken(newToken("invitation", link)),
        kind: "RESEND" as const,
        sentToKey: membership.emailKey,
        createdAt: now,
      })),
    });
    await tx.emailMessage.createMany({
      data: messages.map(({ id, link, membership }) => ({
        id,
        template: "invitation",
        language: "en",
        props: {},
        toName: `${membership.firstName} ${membership.lastName}`,
        toAddress: membership.email,
        toKey: membership.emailKey,
        linkId: link,
        messageId: `<${id}@localhost>`,
        createdAt: now,
      })),
    });
    await tx.$executeRaw`
      SELECT graphile_worker.add_job('sendMail', json_build_object('messageId', "id"))
      FROM "EmailMessage" WHERE "state" = 'QUEUED'`;
  });
  const started = Date.now();
  const ids = messages.map(({ id }) => id);
  for (let waiting = MAILS; waiting > 0; await sleep(50)) {
    const { rows } = await pool.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM "EmailMessage" WHERE "id" = ANY($1) AND "state" <> 'SENT'`,
      [ids],
    );
    waiting = rows[0]?.waiting ?? 0;
    if (Date.now() - started > 300_000) throw new Error(`${waiting} mails did not leave`);
  }
  note("mails per second", MAILS / ((Date.now() - started) / 1000), "/s", 30);
}
