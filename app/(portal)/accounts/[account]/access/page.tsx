import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { listPeople } from "@/lib/accounts/list-people";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readerZone } from "@/lib/auth/reader-zone";
import { can } from "@/lib/policy/authorize";
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
  const query = await searchParams;
  const search = [query.search].flat()[0]?.slice(0, 200);
  const one = (name: string) => [query[name]].flat()[0];
  const page = await listPeople(actor, { search, after: one("after"), before: one("before") });
  const t = await getTranslations("people");
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          can(actor, "users.invite") && (
            <ButtonLink variant="primary" caps href={`${base}/access/invite`}>
              {t("invite")}
            </ButtonLink>
          )
        }
      />
      <Tabs
        label={t("title")}
        tabs={[{ href: `${base}/access`, label: t("tab"), current: true }]}
      />
      <PeopleSearch search={search} href={`${base}/access`} />
      {!can(actor, "users.manage") && <p className="mb-3 text-muted">{t("ownOnly")}</p>}
      <PeopleList
        page={page}
        account={key}
        base={`${base}/access`}
        search={search}
        zone={await readerZone()}
      />
    </>
  );
}
