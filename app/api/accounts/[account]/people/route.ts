import { getTranslations } from "next-intl/server";
import { exportPeople } from "@/lib/accounts/export-people";
import { type ExportWords, peopleCsv } from "@/lib/accounts/people-csv";
import { readPeopleQuery } from "@/lib/accounts/people-query";
import { hrefOf } from "@/lib/page-address";
import type { RouteParams } from "../imports/route-member";
import { memberFile } from "../member-file";

/** The people of a purchasing account whom the filters in the address leave, as a CSV file. */
export async function GET(request: Request, { params }: RouteParams): Promise<Response> {
  const asked = readPeopleQuery(Object.fromEntries(new URL(request.url).searchParams));
  const query = { ...asked, after: undefined, before: undefined };
  return memberFile(
    (await params).account,
    async (actor, account) => ({
      fileName: `${account}-users.csv`,
      csv: peopleCsv(await exportPeople(actor, query), await exportWords()),
    }),
    // The list says it in words, with the filters still there to be narrowed.
    (account) => hrefOf(`/accounts/${account}/access`, { ...query, tooMany: "1" }),
  );
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
