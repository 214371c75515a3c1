import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { startNode } from "../../bin/child.mjs";
import { db, pool } from "../../lib/db/client";
import { transaction } from "../../lib/db/transaction";
import { codeHmac, hashToken, newCode, newToken } from "../../lib/secrets";
import type { World } from "./fill";
import { heading, note, ratesInTurn, reaching } from "./report";

const ROUNDS = 3;

/** Letters through the worker's process, against a process that sends them ready-made. */
export async function measureMail({ large }: World, mails: number): Promise<void> {
  const count = mails.toLocaleString("en");
  heading(`Sending ${count} mails`, "pooled nodemailer, ready-made letters, the same server");
  const people = await invited(large.administrator.purchasingAccountId, mails);
  const [sample] = people;
  if (!sample) throw new Error("Nobody is invited");
  await drain([sample]);
  const [rate = NaN, floor = NaN] = await ratesInTurn(
    [() => drain(people), () => sendRaw(sample.membership.email, mails)],
    ROUNDS,
  );
  note({ what: "mails", figure: rate, floor, unit: "/s", target: reaching(0.7) });
}

async function invited(purchasingAccountId: string, take: number) {
  const open = await db.invitation.findMany({
    where: { status: "PENDING", membership: { purchasingAccountId } },
    take,
    include: { membership: true },
  });
  return open.flatMap(({ id, membership }) => (membership ? [{ id, membership }] : []));
}

type Person = Awaited<ReturnType<typeof invited>>[number];

/** Queued in one transaction, until the worker has handed all of them over. Returns mails a second. */
async function drain(people: readonly Person[]): Promise<number> {
  const ids = await queue(people);
  const started = Date.now();
  for (let waiting = ids.length; waiting > 0; await sleep(50)) {
    const { rows } = await pool.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM "EmailMessage" WHERE "id" = ANY($1) AND "state" <> 'SENT'`,
      [ids],
    );
    waiting = rows[0]?.waiting ?? 0;
    if (Date.now() - started > 300_000) throw new Error(`${waiting} mails did not leave`);
  }
  return ids.length / ((Date.now() - started) / 1000);
}

/** Each with a link of its own, as a resend makes them. Returns the messages' ids. */
async function queue(people: readonly Person[]): Promise<string[]> {
  const createdAt = new Date();
  const messages = people.map((person) => ({ ...person, link: randomUUID(), mail: randomUUID() }));
  await transaction(async (tx) => {
    await tx.invitationLink.createMany({
      data: messages.map(({ id, membership, link }) => ({
        id: link,
        invitationId: id,
        tokenHash: hashToken(newToken("invitation", link)),
        kind: "RESEND" as const,
        sentToKey: membership.emailKey,
        codeHmac: codeHmac(newCode(link), id),
        createdAt,
        expiresAt: new Date(createdAt.getTime() + 60 * 24 * 60 * 60 * 1000),
      })),
    });
    await tx.emailMessage.createMany({
      data: messages.map(({ membership, link, mail }) => ({
        id: mail,
        template: "invitation",
        language: "en",
        props: {},
        toName: `${membership.firstName} ${membership.lastName}`,
        toAddress: membership.email,
        toKey: membership.emailKey,
        linkId: link,
        messageId: `<${mail}@localhost>`,
        createdAt,
      })),
    });
    await tx.$executeRaw`
      SELECT graphile_worker.add_job('sendMail', json_build_object('messageId', "id"))
      FROM "EmailMessage" WHERE "id" = ANY(${messages.map(({ mail }) => mail)}::uuid[])`;
  });
  return messages.map(({ mail }) => mail);
}

/** The same by tests/bench/raw-mail.ts, which sends copies of a letter that has arrived. */
async function sendRaw(to: string, mails: number): Promise<number> {
  const args = ["--import", "tsx", "tests/bench/raw-mail.ts", to, String(mails)];
  const child = startNode(args, { env: process.env });
  const [seconds] = (await once(child, "message")) as [number];
  await child.ended;
  return mails / seconds;
}
