import { getTranslations } from "next-intl/server";
import { z } from "zod";
import {
  PASSWORD_MIN,
  PASSWORD_MIN_WITH_FACTOR,
  passwordHint,
} from "@/lib/accounts/password-policy";
import { currentPerson } from "@/lib/auth/current-person";
import { requestOrigin } from "@/lib/auth/request-origin";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { DomainError, headOf, STATUS_OF } from "@/lib/errors";
import { countTry } from "@/lib/limits";
import { piecesOf, readWithin } from "@/lib/multipart/read-parts";

const schema = z.object({ password: z.string().max(1000) });

/** Bytes of a question: a character may be written in twelve. */
const LONGEST = 16 * 1024;

/** How strong a password is, for the meter: the word lists stay on the server. Nothing is kept. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  const bytes = await readWithin(LONGEST, piecesOf(request.body));
  if (!bytes) return new Response(null, { status: 413 });
  const input = schema.safeParse(parseJson(bytes.toString("utf8")));
  if (!input.success) return new Response(null, { status: STATUS_OF.invalid });
  try {
    await countTry("strength", (await requestOrigin()).addressBlock);
  } catch (error) {
    if (error instanceof DomainError) return new Response(null, headOf(error));
    throw error;
  }
  const t = await getTranslations("passwordHints");
  const min = (await currentPerson())?.hasSecondFactor ? PASSWORD_MIN_WITH_FACTOR : PASSWORD_MIN;
  const { score, ok, hint } = passwordHint(input.data.password, min);
  const warning = hint === null ? "" : t(hint, { min });
  return Response.json(
    { score, ok, warning, suggestions: [] },
    { headers: { "Cache-Control": "no-store" } },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
