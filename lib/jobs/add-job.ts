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
  const payload = JSON.stringify(job.payload);
  const { key, priority } = placeOf(job);
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(${job.task}, payload := ${payload}::json,
      run_at := ${runAt ?? null}::timestamptz, job_key := ${key}, priority := ${priority}::int)`;
}

/** An import has one waiting job at most, and doesn't stand behind the mails that it has made itself. */
function placeOf(job: Job): { key: string | null; priority: number | null } {
  if (job.task !== "runImport") return { key: null, priority: null };
  return { key: `import:${job.payload.importId}`, priority: -1 };
}
