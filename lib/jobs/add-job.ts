import type { Tx } from "../db/client";

/** What the worker can do, with what it is told. No secrets: the queue is a table like any other. */
export type Job =
  | { readonly task: "sendMail"; readonly payload: { readonly messageId: string } }
  | { readonly task: "runImport"; readonly payload: { readonly importId: string } }
  | { readonly task: "requestPasswordReset"; readonly payload: { readonly email: string } }
  | {
      readonly task: "requestInvitation";
      readonly payload: {
        readonly email: string;
        readonly agreementNumber: string;
        readonly accountNumber: string;
      };
    };

/** Queues a job that exists only if the caller's transaction commits. */
export async function addJob(tx: Tx, job: Job, runAt?: Date): Promise<void> {
  await addJobs(tx, [{ ...job, runAt }]);
}

/** The same for many: one statement. */
export async function addJobs(
  tx: Tx,
  jobs: readonly (Job & { readonly runAt?: Date | undefined })[],
): Promise<void> {
  if (jobs.length === 0) return;
  const specs = jobs.map((job) => ({
    identifier: job.task,
    payload: job.payload,
    run_at: job.runAt ?? null,
    ...placeOf(job),
  }));
  await tx.$executeRaw`
    SELECT graphile_worker.add_jobs(array_agg(s)) FROM json_populate_recordset(
      NULL::graphile_worker.job_spec, ${JSON.stringify(specs)}::json) s`;
}

/** An import has one waiting job at most, and doesn't stand behind the mails that it has made itself. */
function placeOf(job: Job) {
  return job.task === "runImport"
    ? { job_key: `import:${job.payload.importId}`, priority: -1 }
    : {};
}
