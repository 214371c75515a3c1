import { asOperator, currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { keepAnswer, type UploadAnswer } from "@/lib/auth/upload-answers";
import { STATUS_OF } from "@/lib/errors";
import { piecesOf, readWithin } from "@/lib/multipart/read-parts";
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
  const id = keepAnswer("agreements", actor.userId, await take(actor, request));
  return seeOther(`/operator/agreements/new?answer=${id}`);
}

async function take(actor: OperatorActor, request: Request): Promise<UploadAnswer> {
  const body = await readWithin(LIMIT, piecesOf(request.body));
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

/** Null for what isn't a form. */
function formOf(body: Uint8Array, type: string): Promise<FormData | null> {
  const parsed = new Response(new Uint8Array(body), { headers: { "Content-Type": type } });
  return parsed.formData().catch(() => null);
}
