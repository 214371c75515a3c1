import { z } from "zod";
import { originOf } from "@/lib/auth/request-origin";
import { numberKey, parseAddress } from "@/lib/canonical";
import { DomainError } from "@/lib/errors";
import { countTry } from "@/lib/limits";
import { piecesOf, readWithin } from "@/lib/multipart/read-parts";
import { presentedKey } from "@/lib/service-keys/service-key";
import { checkAccess, type AccessAnswer } from "@/lib/seats/check-access";

/** Bytes of a question; an address has 254. */
const LONGEST = 4096;

const questionSchema = z.object({ address: z.string().max(1000) });

type Params = { params: Promise<{ service: string }> };

/**
 * For the vendor's services: may the person with this address use it, and if not, why? The key alone says
 * who asks; cookies and where the call comes from say nothing. Described in docs/access-api.md.
 */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const keyHash = presentedKey(request.headers.get("authorization"));
  if (!keyHash) return refuseKey(request);
  const asked = await readAddress(request.body);
  const emailKey = asked === "malformed" || asked === "tooLarge" ? "" : asked;
  const serviceKey = numberKey((await params).service);
  const access = await checkAccess({ keyHash, serviceKey, emailKey });
  if (access.key === "refused") return refuseKey(request);
  if (access.key === "other_service") return problem(404, "unknown_service");
  if (asked === "tooLarge") return problem(413, "too_large");
  if (asked === "malformed") return problem(400, "malformed");
  return answer(200, access.answer);
}

/** The canonical address of the question. */
async function readAddress(body: Request["body"]): Promise<string> {
  const bytes = await readWithin(LONGEST, piecesOf(body));
  if (!bytes) return "tooLarge";
  const question = questionSchema.safeParse(parseJson(bytes.toString("utf8")));
  const address = question.success ? parseAddress(question.data.address) : "malformed";
  return typeof address === "string" ? "malformed" : address.emailKey;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One answer for no key, a wrong one and a revoked one; who tries many is told to wait. */
async function refuseKey(request: Request): Promise<Response> {
  try {
    await countTry("serviceKeys", originOf(request.headers).addressBlock);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return problem(429, "too_many_tries", { "Retry-After": "900" });
  }
  return problem(401, "unknown_key", { "WWW-Authenticate": "Bearer" });
}

type Problem = "unknown_key" | "unknown_service" | "malformed" | "too_large" | "too_many_tries";

const problem = (status: number, error: Problem, headers: Record<string, string> = {}) =>
  answer(status, { error }, headers);

function answer(
  status: number,
  body: AccessAnswer | { readonly error: Problem },
  headers: Record<string, string> = {},
): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
