import { type Made, madeFile } from "@/app/api/accounts/[account]/member-file";
import { asPartner, currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { numberKey } from "@/lib/canonical";
import { STATUS_OF } from "@/lib/errors";
import type { PartnerActor } from "@/lib/policy/actor";

/**
 * Answers with a file that a verb makes for one of a partner's people; with the sign-in page or 404 for
 * others. `tooMany` is the page that says in words why there is no file.
 */
export async function partnerFile(
  typed: string,
  make: (actor: PartnerActor, account: string) => Promise<Made>,
  tooMany?: (account: string) => string,
): Promise<Response> {
  const account = numberKey(typed);
  if (!(await currentPerson())) return seeOther(signInAgain(`/partner/accounts/${account}`));
  const actor = await asPartner();
  if (!actor) return new Response(null, { status: STATUS_OF.notFound });
  return madeFile(make(actor, account), tooMany?.(account));
}
