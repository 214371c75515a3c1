import { findMember } from "@/lib/accounts/member-actor";
import { currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { numberKey } from "@/lib/canonical";
import { sendFile } from "@/lib/downloads/send-file";
import { DomainError, notFound } from "@/lib/errors";
import { refusal } from "../refusal";

type Params = { params: Promise<{ account: string; token: string }> };

/** The file behind a link, or the part of it that is missing. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account: typed, token } = await params;
  const account = numberKey(typed);
  const range = request.headers.get("range");
  const person = await currentPerson();
  // A download that is resumed would save the sign-in page.
  if (!person) {
    const page = signInAgain(`/accounts/${account}/downloads`);
    return range === null ? seeOther(page) : new Response(null, { status: 401 });
  }
  try {
    const actor = await findMember(person.actor, account);
    if (!actor) throw notFound();
    const answer = await sendFile(actor, {
      token,
      isHead: request.method === "HEAD",
      range,
      ifRange: request.headers.get("if-range"),
      signal: request.signal,
    });
    // bin/file-length.mjs puts it where it belongs: Next takes the other one off.
    const length = answer.headers.get("content-length");
    if (length !== null) answer.headers.set("X-File-Length", length);
    return answer;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refusal(request, account, error);
  }
}

export function HEAD(request: Request, params: Params): Promise<Response> {
  return GET(request, params);
}
