import { findMember } from "@/lib/accounts/member-actor";
import { currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { numberKey } from "@/lib/canonical";
import { offerDownload } from "@/lib/downloads/offer-download";
import { DomainError, notFound, STATUS_OF } from "@/lib/errors";
import { typedIn } from "@/lib/page-address";
import type { RouteParams } from "../imports/route-member";
import { refusal } from "./refusal";

/** Takes the list's button and leads to a link of the member's own, or back to the list with a sentence. */
export async function POST(request: Request, { params }: RouteParams): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  const account = numberKey((await params).account);
  const person = await currentPerson();
  if (!person) return seeOther(signInAgain(`/accounts/${account}/downloads`));
  const form = Object.fromEntries(await request.formData().catch(() => new FormData()));
  try {
    const actor = await findMember(person.actor, account);
    if (!actor) throw notFound();
    const { token } = await offerDownload(actor, { fileId: typedIn(form, "file") ?? "" });
    return seeOther(`/api/accounts/${account}/downloads/${token}`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refusal(request, account, error);
  }
}
