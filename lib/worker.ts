import { Logger, run } from "graphile-worker";
import { Client } from "pg";
import { resealSecondFactors } from "./accounts/reseal-second-factors";
import { resetSecondFactors } from "./accounts/reset-second-factor";
import { sealTrail } from "./audit/seal-trail";
import { pool } from "./db/client";
import { applyDueChanges } from "./designations/apply-due-changes";
import { giveUpDownloads } from "./downloads/give-up-downloads";
import { checkInTurn } from "./domains/check-domain";
import { checkDueDomains } from "./domains/check-due-domains";
import { env } from "./env";
import { runImport } from "./imports/run-import";
import { remindInvitees } from "./invitations/remind-invitees";
import { remindSoleAdministrators } from "./invitations/remind-sole-administrators";
import { requestInvitation, type Facts } from "./invitations/request-invitation";
import { requestPasswordReset } from "./invitations/request-password-reset";
import type { JoinFacts } from "./join-requests/ask-to-join";
import { forgetJoinProofs } from "./join-requests/forget-join-proofs";
import { openJoinRequests } from "./join-requests/open-join-requests";
import { sendJoinCode } from "./join-requests/send-join-code";
import { WORKER_LOCK } from "./jobs/worker-lock";
import { resealLicenseKeys } from "./keys/reseal-license-keys";
import { forgetOldLimits } from "./limits";
import { logger } from "./logger";
import { listenForReports } from "./mail/listen-for-reports";
import { sendMail } from "./mail/send-mail";
import { transport } from "./mail/transport";
import { forgetOldFiles } from "./vendor-data/kept-files";
import { runDataImport } from "./vendor-data/run-data-import";
import { assignAllByDomain, assignByDomain } from "./seats/assign-by-domain";
import { remindVisibilityEnds } from "./visibility/remind-visibility-ends";

const log = logger.child({ part: "worker" });

/** What is looked after by the clock, as crontab says it in UTC; two rounds at once do no harm. */
const ROUNDS: Readonly<Record<string, { when: string; run: (now: Date) => Promise<unknown> }>> = {
  applyDueChanges: { when: "* * * * *", run: applyDueChanges },
  checkDueDomains: { when: "* * * * *", run: checkDueDomains },
  sealTrail: { when: "* * * * *", run: sealTrail },
  remindInvitees: { when: "*/5 * * * *", run: remindInvitees },
  assignAllByDomain: { when: "*/5 * * * *", run: assignAllByDomain },
  resetSecondFactors: { when: "*/5 * * * *", run: resetSecondFactors },
  forgetOldFiles: { when: "7 * * * *", run: forgetOldFiles },
  forgetJoinProofs: { when: "7 * * * *", run: forgetJoinProofs },
  forgetOldLimits: { when: "17 * * * *", run: forgetOldLimits },
  remindVisibilityEnds: { when: "27 * * * *", run: remindVisibilityEnds },
  resealSecondFactors: { when: "37 * * * *", run: resealSecondFactors },
  resealLicenseKeys: { when: "57 * * * *", run: resealLicenseKeys },
  giveUpDownloads: { when: "7 * * * *", run: giveUpDownloads },
  remindSoleAdministrators: { when: "47 6 * * *", run: remindSoleAdministrators },
};

/** A job that is more urgent than those in hand waits for them. */
const JOBS_IN_HAND = 20;

/** One worker per database: the lock lives as long as its connection, so a crash frees it. */
async function holdLock(): Promise<Client> {
  const client = new Client({ connectionString: env.DATABASE_URL, keepAlive: true });
  client.on("error", (error) => {
    log.fatal({ err: error }, "lost the database");
    process.exit(1);
  });
  await client.connect();
  await client.query("SELECT pg_advisory_lock($1)", [WORKER_LOCK]);
  return client;
}

const lock = await holdLock();
// Under the lock nobody else works: whatever is still marked as being worked on was cut off.
await pool.query(
  `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by))
   FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL HAVING count(*) > 0`,
);

const runner = await run({
  pgPool: pool,
  concurrency: 5,
  pollInterval: 2000,
  // Jobs are taken and ticked off by the handful: a mail costs less than asking for it would.
  preset: { worker: { localQueue: { size: JOBS_IN_HAND }, completeJobBatchDelay: 0 } },
  noHandleSignals: true,
  logger: new Logger(() => (level, message) => {
    if (["error", "warning"].includes(level)) log.warn(message);
  }),
  crontab: Object.entries(ROUNDS)
    .map(([name, { when }]) => `${when} ${name}`)
    .join("\n"),
  taskList: {
    ...Object.fromEntries(
      Object.entries(ROUNDS).map(([name, { run: round }]) => [name, () => round(new Date())]),
    ),
    sendMail: (payload) => sendMail((payload as { messageId: string }).messageId),
    requestPasswordReset: (payload) =>
      requestPasswordReset((payload as { email: string }).email, new Date()),
    requestInvitation: (payload) => requestInvitation(payload as Facts, new Date()),
    runDataImport: (payload) => runDataImport((payload as { importId: string }).importId),
    sendJoinCode: (payload) => sendJoinCode(payload as JoinFacts, new Date()),
    openJoinRequests: (payload) =>
      openJoinRequests((payload as { proofId: string }).proofId, new Date()),
    checkDomain: (payload) => checkInTurn((payload as { domainId: string }).domainId),
    runImport: (payload) => runImport((payload as { importId: string }).importId),
    assignSeats: async (payload) => {
      await assignByDomain((payload as { subscriptionId: string }).subscriptionId);
    },
  },
});
const reports = env.BOUNCE_PORT === undefined ? undefined : await listen(env.BOUNCE_PORT);
log.info("worker ready");

/** Mails leave also when nobody can report about them; `doctor` tells. */
async function listen(port: number) {
  try {
    return await listenForReports(port);
  } catch (error) {
    log.error({ err: error }, "can't listen on BOUNCE_PORT: no reports are read");
    return undefined;
  }
}

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await Promise.all([runner.stop(), reports?.stop()]);
  transport.close();
  await lock.end();
  await pool.end();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
await runner.promise;
