import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startNode, stopChild, type Child } from "../bin/child.mjs";
import { freePort } from "../bin/ports.mjs";
import { playWorld } from "../prisma/seed";
import { db, pool } from "../lib/db/client";
import { checkImport } from "../lib/imports/check-import";
import { readImport } from "../lib/imports/read-import";
import { startImport } from "../lib/imports/start-import";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO } from "./world";
import { actorOf, count, newAddress, PASSWORD, times } from "./factories";

const SECOND = 1000;
const HEADING = "EMAIL ADDRESS,FIRST NAME,LAST NAME,PREFERRED LANGUAGE,COUNTRY/REGION,ROLE";

// Workers are started over and over.
vi.setConfig({ testTimeout: count(120, 600) * SECOND });

let port: number;
let dana: MemberActor;
const workers: Child[] = [];

// The worker's clock is the real one, so this world begins now.
beforeAll(async () => {
  port = await freePort();
  await playWorld(PASSWORD, new Date());
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

// What the world has queued is not what is watched here.
beforeEach(() => pool.query("DELETE FROM graphile_worker._private_jobs"));

afterEach(async () => {
  for (const child of workers.splice(0)) await stopChild(child);
});

/** The process that `npm start` runs, on this file's database; nobody takes its mails. */
function startWorker(): Child {
  const env = { ...process.env, SMTP_URL: `smtp://127.0.0.1:${port}` };
  const child = startNode(["--import", "tsx", "lib/worker.ts"], { env, stdio: "pipe" });
  workers.push(child);
  return child;
}

async function startedImport(emails: readonly string[]): Promise<string> {
  const lines = emails.map((email) => `${email},Ana,Silva,en,US,Account Viewer`);
  const bytes = (async function* () {
    yield Buffer.from([HEADING, ...lines].join("\n"));
  })();
  const { importId } = await checkImport(dana, { fileName: "people.csv", bytes });
  await startImport(dana, { importId });
  return importId;
}

const untilDone = (importId: string, rows: number) =>
  vi.waitFor(
    async () => {
      const done = await db.importRow.count({ where: { runId: importId, NOT: { outcome: null } } });
      expect(done).toBeGreaterThanOrEqual(rows);
    },
    { timeout: 90 * SECOND, interval: 10 },
  );

test("an import whose worker is killed again and again ends complete and without doubles", async () => {
  const [rows, kills] = [count(300, 4000), count(2, 20)];
  const emails = times(rows).map(() => newAddress());
  const importId = await startedImport(emails);
  for (let killed = 1; killed <= kills; killed += 1) {
    const child = startWorker();
    await untilDone(importId, Math.floor((rows * killed) / (kills + 1)));
    child.kill("SIGKILL");
    expect(await child.ended).toBe("SIGKILL");
    expect((await readImport(dana, importId)).state).toBe("RUNNING");
  }
  startWorker();
  await vi.waitFor(async () => expect((await readImport(dana, importId)).state).toBe("DONE"), {
    timeout: 90 * SECOND,
    interval: 50,
  });

  const { counts, done, refused } = await readImport(dana, importId);
  expect(counts).toMatchObject({ invited: rows, unchanged: 0, refused: 0, open: 0 });
  expect([done, refused]).toEqual([rows, 0]);
  const where = { emailKey: { in: emails } };
  expect(await db.membership.count({ where })).toBe(rows);
  const invitations = await db.invitation.findMany({
    where: { membership: where },
    select: { links: true },
  });
  expect(invitations.map(({ links }) => links.length)).toEqual(times(rows).map(() => 1));
  const mails = await db.emailMessage.findMany({ where: { toKey: { in: emails } } });
  expect(mails.map(({ toKey }) => toKey).sort()).toEqual([...emails].sort());
  expect(await db.auditEvent.count({ where: { objectId: importId } })).toBe(2);
});

test("a worker told to stop leaves the import where it was, and the next one goes on", async () => {
  const emails = times(count(300, 2000)).map(() => newAddress());
  const importId = await startedImport(emails);
  const child = startWorker();
  await untilDone(importId, 20);
  child.kill("SIGTERM");
  expect(await child.ended).toBe("exit code 0");
  const { rows } = await pool.query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [
    `import:${importId}`,
  ]);
  const { state } = await readImport(dana, importId);
  expect([state, rows.length]).toEqual(["RUNNING", 1]);
  startWorker();
  await untilDone(importId, emails.length);
});
