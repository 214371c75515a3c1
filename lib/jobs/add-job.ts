import type { Tx } from "../db/client";

/** What the worker can do, with what it is told. No secrets: the queue is a table like any other. */
export type Job =
  | { readonly task: "sendMail"; readonly payload: { readonly messageId: string } }
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
  const payload = JSON.stringify(job.payload);
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(${job.task}, payload := ${payload}::json, run_at := ${runAt ?? null}::timestamptz)`;
}
