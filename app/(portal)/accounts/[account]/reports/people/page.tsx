import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { readerZone } from "@/lib/auth/reader-zone";
import { hrefOf, typedIn } from "@/lib/page-address";
import {
  COUNTED_STATUSES,
  peopleAndRoles,
  type PeopleAndRoles,
  peopleByName,
} from "@/lib/reports/people-and-roles";
import { openReport, type ReportProps } from "../open-report";
import { ReportFrame } from "../report-frame";
import { NamedPeople } from "./named-people";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("list.people.title") };
}

/** How many people have which role; who they are, for those who may see everybody. */
export default async function PeopleReportPage(props: ReportProps) {
  const opened = await openReport("people", props);
  if (!opened) return <RefusedScreen permission="reports.view" />;
  const { actor, frame } = opened;
  const address = await props.searchParams;
  const cursors = { after: typedIn(address, "after"), before: typedIn(address, "before") };
  const { rows, people } = await peopleAndRoles(actor);
  const named = await peopleByName(actor, cursors);
  const t = await getTranslations("reports");
  const { ACTIVE: active, INVITED: invited, DISABLED: disabled } = people;
  const everybody = active + invited + disabled;
  return (
    <ReportFrame
      {...frame}
      sentence={t("sentences.people", { people: everybody, active, invited, disabled })}
    >
      <Ledger
        caption={t("captions.people")}
        rows={[...rows]}
        rowKey={({ role }) => role}
        columns={await columnsOf()}
        empty={null}
      />
      {named && (
        <NamedPeople
          page={named}
          base={frame.base}
          file={`/api/accounts/${frame.account}/people`}
          href={(step, cursor) => hrefOf(frame.here, { [step]: cursor })}
          zone={await readerZone()}
        />
      )}
    </ReportFrame>
  );
}

async function columnsOf(): Promise<LedgerColumn<PeopleAndRoles["rows"][number]>[]> {
  const [t, roleName] = [await getTranslations("reports"), await getTranslations("roles")];
  const format = await getFormatter();
  return [
    {
      key: "role",
      width: "lg:w-[40%]",
      head: t("role"),
      cell: ({ role }) => roleName(`${role}.name`),
    },
    ...COUNTED_STATUSES.map((status) => ({
      key: status,
      width: "lg:w-[20%]",
      head: t(`statuses.${status}`),
      end: true,
      cell: (row: PeopleAndRoles["rows"][number]) => format.number(row[status]),
    })),
  ];
}
