import type { Tx } from "../db/client";
import type { JoinFacts } from "../join-requests/ask-to-join";

/** What the worker can do, with what it is told. No secrets: the queue is a table like any other. */
export type Job =
  | { readonly task: "sendMail"; readonly payload: { readonly messageId: string } }
  | { readonly task: "runImport"; readonly payload: { readonly importId: string } }
  | { readonly task: "runDataImport"; readonly payload: { readonly importId: string } }
  | { readonly task: "assignSeats"; readonly payload: { readonly subscriptionId: string } }
  | { readonly task: "sendJoinCode"; readonly payload: JoinFacts }
  | { readonly task: "openJoinRequests"; readonly payload: { readonly proofId: string } }
  | { readonly task: "checkDomain"; readonly payload: { readonly domainId: string } }
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
  const specs = jobs.map((job) => ({ job_key: "", priority: 0, ...placeOf(job), job }));
  const column = (cell: (spec: (typeof specs)[number]) => string) => specs.map(cell);
  // As texts, since a made-up NUL may stand in the payload: PostgreSQL keeps it, but can't unfold it.
  await tx.$executeRaw`
    SELECT graphile_worker.add_jobs(array_agg((
      "task", "payload"::json, NULL, nullif("runAt", '')::timestamptz, NULL,
      nullif("key", ''), "priority"::int, NULL)::graphile_worker.job_spec))
    FROM unnest(
      ${column(({ job }) => job.task)}::text[],
      ${column(({ job }) => JSON.stringify(job.payload))}::text[],
      ${column(({ job }) => job.runAt?.toISOString() ?? "")}::text[],
      ${column(({ job_key: key }) => key)}::text[],
      ${column(({ priority }) => String(priority))}::text[]
    ) j("task", "payload", "runAt", "key", "priority")`;
}

/**
 * An import has one waiting job at most, and doesn't stand behind the mails that it has made itself. Nor
 * are seats or a record looked for twice in a row.
 */
function placeOf({ task, payload }: Job) {
  if (task === "runImport") return { job_key: `import:${payload.importId}`, priority: -1 };
  // The DNS may be slow to answer: whoever waits for a mail comes first.
  if (task === "checkDomain") return { job_key: `domain:${payload.domainId}`, priority: 1 };
  if (task === "assignSeats") return { job_key: `seats:${payload.subscriptionId}` };
  return {};
}
