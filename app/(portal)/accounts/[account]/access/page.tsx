import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Note } from "@/components/ui/note";
import { EXPORT_AT_MOST } from "@/lib/accounts/export-people";
import { SCAN } from "@/lib/accounts/find-people";
import { listPeople } from "@/lib/accounts/list-people";
import { isNarrowed, PEOPLE_STATUSES, readPeopleQuery } from "@/lib/accounts/people-query";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readerZone } from "@/lib/auth/reader-zone";
import { hrefOf } from "@/lib/page-address";
import { can } from "@/lib/policy/authorize";
import { AccessTabs } from "./access-tabs";
import { PeopleHead } from "./people-head";
import { PeopleList } from "./people-list";
import { PeopleSearch } from "./people-search";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("tab") };
}

/** Account → Manage access → Manage Users (R48, R72, R74). */
export default async function ManageUsersPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/access", "users.view");
  if (!opened) return <RefusedScreen permission="users.view" />;
  const { actor, base, key } = opened;
  const address = await searchParams;
  const { after, before, ...asked } = readPeopleQuery(address);
  const page = await listPeople(actor, { ...asked, after, before });
  const t = await getTranslations("people");
  const here = `${base}/access`;
  const manages = can(actor, "users.manage");
  return (
    <>
      <PeopleHead actor={actor} account={key} here={here} query={asked} />
      <AccessTabs actor={actor} base={base} current="users" />
      <PeopleSearch
        query={asked}
        href={here}
        statuses={PEOPLE_STATUSES.filter((status) => manages || status !== "REMOVED")}
      />
      <div className="grid gap-3">
        {!manages && <p className="text-muted">{t("ownOnly")}</p>}
        {address.tooMany !== undefined && (
          <div role="alert">
            <Note tone="bad">{t("export.tooMany", { max: EXPORT_AT_MOST })}</Note>
          </div>
        )}
        {page.stopped && <Note>{t("filters.stopped", { max: SCAN })}</Note>}
        <PeopleList
          actor={actor}
          page={page}
          account={key}
          base={here}
          filtered={isNarrowed(asked)}
          href={(step, cursor) => hrefOf(here, { ...asked, [step]: cursor })}
          zone={await readerZone()}
        />
      </div>
    </>
  );
}
