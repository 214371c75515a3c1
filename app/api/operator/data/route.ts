import { asOperator, currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { DomainError, STATUS_OF } from "@/lib/errors";
import { drain, piecesOf, readParts } from "@/lib/multipart/read-parts";
import { hrefOf } from "@/lib/page-address";
import type { OperatorActor } from "@/lib/policy/actor";
import { receiveFiles } from "@/lib/vendor-data/receive-files";

const PAGE = "/operator/data";

/** Takes the vendor's files from a plain form as they arrive; the answer is the page that says what becomes of them. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  if (!(await currentPerson())) return seeOther(signInAgain(PAGE));
  const actor = await asOperator();
  if (!actor) return new Response(null, { status: STATUS_OF.notFound });
  return seeOther(await take(actor, request));
}

async function take(actor: OperatorActor, request: Request): Promise<string> {
  const pieces = piecesOf(request.body);
  try {
    const parts = readParts(request.headers.get("content-type") ?? "", pieces);
    const { importId } = await receiveFiles(actor, parts);
    return `${PAGE}/${importId}`;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return hrefOf(PAGE, { refused: error.sentence.key });
  } finally {
    // A browser reads the answer only when it has got rid of everything.
    await drain(pieces);
  }
}
