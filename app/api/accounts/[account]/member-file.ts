import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { findMember } from "@/lib/accounts/member-actor";
import { currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { numberKey } from "@/lib/canonical";
import { DomainError, headOf, STATUS_OF } from "@/lib/errors";
import type { MemberActor } from "@/lib/policy/actor";
import { csvFile } from "./imports/route-member";

export interface Made {
  readonly fileName: string;
  readonly csv: Readable;
}

/**
 * Answers with a file that a verb makes for a member of the account in the address; with the sign-in
 * page, 404 or 403 for others. `tooMany` is the page that says in words why there is no file.
 */
export async function memberFile(
  typed: string,
  make: (actor: MemberActor, account: string) => Promise<Made>,
  tooMany?: (account: string) => string,
): Promise<Response> {
  const account = numberKey(typed);
  const person = await currentPerson();
  if (!person) return seeOther(signInAgain(`/accounts/${account}`));
  const actor = await findMember(person.actor, account);
  if (!actor) return new Response(null, { status: STATUS_OF.notFound });
  return madeFile(make(actor, account), tooMany?.(account));
}

/** The file that a verb makes, or what it refuses with. */
export async function madeFile(making: Promise<Made>, tooMany?: string): Promise<Response> {
  try {
    const { fileName, csv } = await making;
    const body = Readable.toWeb(csv) as WebStream<Uint8Array> as ReadableStream<Uint8Array>;
    return csvFile(fileName, body);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "invalid" && tooMany !== undefined) return seeOther(tooMany);
    return new Response(null, headOf(error));
  }
}
