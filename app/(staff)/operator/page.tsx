import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { operatorActor } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { listAccounts } from "@/lib/organizations/list-accounts";
import { NoSuchPage } from "../no-such-page";
import { PersonFrame } from "../../(portal)/person-frame";
import { AdministratorBadge } from "./administrator-badge";

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operator"))("title") };
}

/** The operator's desk: purchasing accounts with the state of their administrator. */
export default async function OperatorPage({ searchParams }: Props) {
  const actor = await operatorActor("/operator");
  if (!actor) return <NoSuchPage />;
  const after = [(await searchParams).after].flat()[0];
  const page = await listAccounts(actor, { after });
  const zone = await readerZone();
  const t = await getTranslations("operator");
  const nav = await getTranslations("nav");
  return (
    <PersonFrame
      path="/operator"
      area={nav("operator")}
      sections={[{ href: "/operator", label: nav("accounts") }]}
    >
      <PageHead title={t("title")} subtitle={t("subtitle")} />
      <Ledger
        caption={t("caption")}
        rows={[...page.rows]}
        rowKey={(row) => row.numberKey}
        columns={[
          {
            key: "account",
            head: t("account"),
            cell: ({ number, accountName }) => (
              <>
                <b className="num whitespace-nowrap">{number}</b>
                <div className="sub">{accountName}</div>
              </>
            ),
          },
          {
            key: "organization",
            head: t("organization"),
            cell: ({ organization }) => organization,
          },
          {
            key: "agreement",
            head: t("agreement"),
            cell: ({ agreementNumber }) => (
              <span className="num whitespace-nowrap">{agreementNumber}</span>
            ),
          },
          { key: "partner", head: t("partner"), cell: ({ partner }) => partner ?? "—" },
          {
            key: "administrator",
            head: t("administrator"),
            cell: ({ name, email }) => (
              <>
                {name}
                <div className="sub break-all">{email}</div>
              </>
            ),
          },
          {
            key: "state",
            head: t("state"),
            bare: true,
            cell: ({ state }) => <AdministratorBadge state={state} zone={zone} />,
          },
        ]}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
        foot={
          (after ?? page.next) && (
            <Pager
              previous={after && "/operator"}
              next={page.next && `/operator?after=${encodeURIComponent(page.next)}`}
            />
          )
        }
      />
    </PersonFrame>
  );
}
