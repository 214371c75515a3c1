import { asOperator, currentPerson } from "@/lib/auth/current-person";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { keepAnswer, type UploadAnswer } from "@/lib/auth/upload-answers";
import { STATUS_OF } from "@/lib/errors";
import { addAgreements } from "@/lib/organizations/add-agreements";
import { readAgreementFile } from "@/lib/organizations/agreement-file";
import type { OperatorActor } from "@/lib/policy/actor";

/** The largest file with what a form puts around it; bin/body-limit.mjs lets a little more pass. */
const LIMIT = 5 * 1024 * 1024;

/** Takes the agreement file of a plain form, and answers with the page that says what became of it. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  if (!(await currentPerson())) return seeOther("/sign-in");
  const actor = await asOperator();
  if (!actor) return new Response(null, { status: STATUS_OF.notFound });
  const id = keepAnswer(actor.userId, await take(actor, request));
  return seeOther(`/operator/agreements/new?answer=${id}`);
}

const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } });

async function take(actor: OperatorActor, request: Request): Promise<UploadAnswer> {
  const body = await readWithin(LIMIT, request.body);
  if (!body) return { kind: "tooLarge" };
  const form = await formOf(body, request.headers.get("content-type") ?? "");
  const file = form?.get("file");
  if (!(file instanceof File) || file.size === 0) return { kind: "noFile" };
  const update = form?.get("update") === "on";
  const read = readAgreementFile(await file.text());
  if ("problems" in read) return { kind: "problems", problems: read.problems };
  const { accounts, differences } = await addAgreements(actor, read.records, { update });
  if (differences.length > 0) return { kind: "differences", differences, update };
  return { kind: "done", accounts };
}

/**
 * Keeps no more than the limit; null beyond it. Reads to the end all the same, which the server's own
 * limit keeps near: a browser that is cut off while it sends shows an error of its own, not our answer.
 */
async function readWithin(limit: number, body: Request["body"]): Promise<Uint8Array | null> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return size > limit ? null : Buffer.concat(chunks);
    size += part.value.byteLength;
    if (size > limit) chunks.length = 0;
    else chunks.push(part.value);
  }
}

/** Null for what isn't a form. */
function formOf(body: Uint8Array, type: string): Promise<FormData | null> {
  const parsed = new Response(new Uint8Array(body), { headers: { "Content-Type": type } });
  return parsed.formData().catch(() => null);
}
