import { asOperator, currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { keepAnswer, type UploadAnswer } from "@/lib/auth/upload-answers";
import { DomainError, STATUS_OF } from "@/lib/errors";
import {
  alone,
  drain,
  fieldText,
  piecesOf,
  readParts,
  readWithin,
} from "@/lib/multipart/read-parts";
import { addAgreements } from "@/lib/organizations/add-agreements";
import { readAgreementFile } from "@/lib/organizations/agreement-file";
import type { OperatorActor } from "@/lib/policy/actor";

const PAGE = "/operator/agreements/new";

/** The largest file; bin/body-limit.mjs lets a little more pass. */
const LIMIT = 5 * 1024 * 1024;

/** Takes the agreement file of a plain form, and answers with the page that says what became of it. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  if (!(await currentPerson())) return seeOther(signInAgain(PAGE));
  const actor = await asOperator();
  if (!actor) return new Response(null, { status: STATUS_OF.notFound });
  const id = keepAnswer("agreements", actor.userId, await take(actor, request));
  return seeOther(`${PAGE}?answer=${id}`);
}

async function take(actor: OperatorActor, request: Request): Promise<UploadAnswer> {
  const posted = await readPosted(request).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
  if (!posted || posted.file?.length === 0) return { kind: "noFile" };
  const { file, update } = posted;
  if (!file) return { kind: "tooLarge" };
  const read = await alone(() => readAgreementFile(file.toString("utf8")));
  if ("problems" in read) return { kind: "problems", problems: read.problems };
  const { accounts, differences } = await addAgreements(actor, read.records, { update });
  if (differences.length > 0) return { kind: "differences", differences, update };
  return { kind: "done", accounts };
}

interface Posted {
  /** Empty when there is none, null when it is too large. */
  readonly file: Buffer | null;
  readonly update: boolean;
}

/** Throws `invalid` for what isn't a form. */
async function readPosted(request: Request): Promise<Posted> {
  const pieces = piecesOf(request.body);
  let posted: Posted = { file: Buffer.alloc(0), update: false };
  try {
    for await (const part of readParts(request.headers.get("content-type") ?? "", pieces)) {
      if (part.field === "file" && part.fileName !== null) {
        posted = { ...posted, file: await readWithin(LIMIT, part.bytes) };
      } else if (part.field === "update") {
        posted = { ...posted, update: (await fieldText(part)) === "on" };
      }
    }
    return posted;
  } finally {
    // A browser reads the answer only when it has got rid of everything.
    await drain(pieces);
  }
}
