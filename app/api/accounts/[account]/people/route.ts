import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { getTranslations } from "next-intl/server";
import { exportPeople } from "@/lib/accounts/export-people";
import { findMember } from "@/lib/accounts/member-actor";
import { type ExportWords, peopleCsv } from "@/lib/accounts/people-csv";
import { peopleHref, readPeopleQuery } from "@/lib/accounts/people-query";
import { currentPerson } from "@/lib/auth/current-person";
import { numberKey } from "@/lib/canonical";
import { DomainError, STATUS_OF } from "@/lib/errors";
import { csvFile, type RouteParams, seeOther } from "../imports/route-member";

/** The people of a purchasing account whom the filters in the address leave, as a CSV file. */
export async function GET(request: Request, { params }: RouteParams): Promise<Response> {
  const account = numberKey((await params).account);
  const person = await currentPerson();
  if (!person) return seeOther("/sign-in");
  const actor = await findMember(person.actor, account);
  if (!actor) return new Response(null, { status: STATUS_OF.notFound });
  const asked = readPeopleQuery(Object.fromEntries(new URL(request.url).searchParams));
  const query = { ...asked, after: undefined, before: undefined };
  try {
    const csv = peopleCsv(await exportPeople(actor, query), await exportWords());
    const body = Readable.toWeb(csv) as WebStream<Uint8Array> as ReadableStream<Uint8Array>;
    return csvFile(`${account}-users.csv`, body);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code !== "invalid") return new Response(null, { status: STATUS_OF[error.code] });
    // The list says it in words, with the filters still there to be narrowed.
    return seeOther(peopleHref(`/accounts/${account}/access`, { ...query, tooMany: "1" }));
  }
}

async function exportWords(): Promise<ExportWords> {
  const t = await getTranslations("people");
  const roleName = await getTranslations("roles");
  return {
    heading: (column) => t(`export.${column}`),
    role: (role) => roleName(`${role}.name`),
    status: (status) => t(`statuses.${status}`),
  };
}
