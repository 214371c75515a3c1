import { seeOther } from "@/lib/auth/redirect";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { numberKey } from "@/lib/canonical";
import { DomainError, STATUS_OF } from "@/lib/errors";
import { checkImport } from "@/lib/imports/check-import";
import { readUpload } from "@/lib/imports/upload";
import { drain, piecesOf } from "@/lib/multipart/read-parts";
import { importerOf, type RouteParams } from "./route-member";

/** Takes a file of people from a plain form as it arrives; the answer is the page that says what it would do. */
export async function POST(request: Request, context: RouteParams): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  const actor = await importerOf(context);
  if (actor instanceof Response) return actor;
  const page = `/accounts/${numberKey((await context.params).account)}/access/import`;
  const pieces = piecesOf(request.body);
  try {
    const upload = await readUpload(request.headers.get("content-type") ?? "", pieces);
    const { importId } = await checkImport(actor, upload);
    return seeOther(`${page}/${importId}`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // A browser reads the answer only when it has got rid of the whole file.
    await drain(pieces);
    const { key, values = {} } = error.sentence;
    const words = Object.entries(values).map(([name, value]) => [name, String(value)]);
    const query = new URLSearchParams([["refused", key], ...words]);
    return seeOther(`${page}?${query.toString()}`);
  }
}
