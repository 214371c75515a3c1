import { findMember } from "@/lib/accounts/member-actor";
import { currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { numberKey } from "@/lib/canonical";
import { STATUS_OF } from "@/lib/errors";
import type { MemberActor } from "@/lib/policy/actor";
import { can } from "@/lib/policy/authorize";
import type { Permission } from "@/lib/policy/permissions";

export type RouteParams = { params: Promise<{ account: string }> };

/** Who asks, as somebody who may import into the account; else the answer: sign in, 404 or 403. */
export const importerOf = (context: RouteParams) =>
  memberWho(context, "users.manage", "/access/import");

/**
 * Who asks, as a member of the account with the permission; else the answer: sign in, 404 or 403. `page` is
 * the form's, below the account's.
 */
export async function memberWho(
  { params }: RouteParams,
  permission: Permission,
  page: string,
): Promise<MemberActor | Response> {
  const { account } = await params;
  const person = await currentPerson();
  if (!person) return seeOther(signInAgain(`/accounts/${numberKey(account)}${page}`));
  const member = await findMember(person.actor, account);
  if (!member) return new Response(null, { status: STATUS_OF.notFound });
  if (!can(member, permission)) return new Response(null, { status: STATUS_OF.forbidden });
  return member;
}

/** A text to be saved, which nobody keeps on the way. */
export function csvFile(fileName: string, text: BodyInit): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "Cache-Control": "no-store",
    },
  });
}
