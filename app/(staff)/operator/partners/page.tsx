import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AppLink } from "@/components/ui/app-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { StateBadge } from "@/components/ui/state-badge";
import { operatorActor } from "@/lib/auth/current-person";
import { listPartners } from "@/lib/partners/list-partners";
import { NoSuchPage } from "../../no-such-page";
import { OperatorFrame } from "../../operator-frame";

const PATH = "/operator/partners";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("partners"))("title") };
}

/** The vendor's partners, each with its people behind it. */
export default async function PartnersPage({ searchParams }: Props) {
  const actor = await operatorActor(PATH);
  if (!actor) return <NoSuchPage />;
  const query = await searchParams;
  const one = (name: string) => [query[name]].flat()[0]?.slice(0, 200);
  const [search, after] = [one("search"), one("after")];
  const page = await listPartners(actor, { search, after });
  const t = await getTranslations("partners");
  const many = (count: number) => (count > 50 ? "50+" : String(count));
  const href = (more: Record<string, string>) =>
    `${PATH}?${new URLSearchParams({ ...(search ? { search } : {}), ...more }).toString()}`;
  return (
    <OperatorFrame path={PATH}>
      <PageHead title={t("title")} subtitle={t("subtitle")} />
      <SearchBox
        action={PATH}
        search={search}
        label={t("searchLabel")}
        button={t("search")}
        clear={{ href: PATH, label: t("clear") }}
      />
      <Ledger
        caption={t("title")}
        rows={[...page.rows]}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "partner",
            width: "lg:w-[40%]",
            head: t("partner"),
            cell: ({ key, name, number }) => (
              <>
                <AppLink className="link" href={`${PATH}/${key}`}>
                  {name}
                </AppLink>
                <div className="sub num">{number}</div>
              </>
            ),
          },
          {
            key: "accounts",
            width: "lg:w-[18%]",
            head: t("accounts"),
            end: true,
            cell: (row) => many(row.accounts),
          },
          {
            key: "people",
            width: "lg:w-[12%]",
            head: t("people"),
            end: true,
            cell: (row) => many(row.people),
          },
          {
            key: "state",
            width: "lg:w-[30%]",
            head: t("state"),
            bare: true,
            cell: ({ hasAdministrator }) =>
              hasAdministrator ? (
                <StateBadge tone="ok">{t("hasAdministrator")}</StateBadge>
              ) : (
                <StateBadge tone="warn">{t("noAdministrator")}</StateBadge>
              ),
          },
        ]}
        empty={
          search ? (
            <EmptyState title={t("noneFound")}>{t("noneFoundText", { search })}</EmptyState>
          ) : (
            <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
          )
        }
        foot={
          (after ?? page.next) && (
            <Pager previous={after && href({})} next={page.next && href({ after: page.next })} />
          )
        }
      />
    </OperatorFrame>
  );
}
