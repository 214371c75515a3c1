import { hrefOf, typedIn } from "@/lib/page-address";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { ButtonLink } from "@/components/ui/button-link";
import { Tabs } from "@/components/ui/tabs";
import { readerZone } from "@/lib/auth/reader-zone";
import { listAccounts, SCAN, type Show, SHOWS } from "@/lib/designations/list-accounts";
import type { OperatorActor, PartnerActor } from "@/lib/policy/actor";
import { AccountsList } from "./accounts-list";
import { AccountsSearch } from "./accounts-search";
import type { SearchParams } from "./query";
import { StaffFrame } from "./staff-frame";

type Props = SearchParams & {
  actor: PartnerActor | OperatorActor;
  /** What one sees without choosing: the work queue, or everything. */
  usual: Show;
  /** Below the list. */
  foot?: ReactNode;
};

const FILTERS = ["attention", ...SHOWS.filter((show) => show !== "attention")] as const;

/** The purchasing accounts that one serves: the partner's work queue and the operator's desk. */
export async function AccountsScreen({ actor, searchParams, usual, foot }: Props) {
  const area = actor.kind;
  const home = `/${area}`;
  const query = await searchParams;
  const show = SHOWS.find((known) => known === typedIn(query, "show")) ?? usual;
  const search = typedIn(query, "search");
  const page = await listAccounts(actor, {
    show,
    search,
    after: typedIn(query, "after"),
    before: typedIn(query, "before"),
  });
  const t = await getTranslations("staff");
  const href = (values: Record<string, string | undefined>) =>
    hrefOf(home, { show: show === usual ? undefined : show, search, ...values });
  return (
    <StaffFrame actor={actor} path={home}>
      <PageHead
        title={area === "partner" ? t("customers") : t("accounts")}
        subtitle={area === "partner" ? t("customersLead") : t("accountsLead")}
        actions={
          area === "operator" && (
            <ButtonLink variant="primary" href="/operator/agreements/new">
              {t("newAgreement")}
            </ButtonLink>
          )
        }
      />
      <Tabs
        label={t("filters")}
        tabs={(area === "partner" ? FILTERS : SHOWS).map((one) => ({
          href: href({ show: one === usual ? undefined : one }),
          label: t(`shows.${one}`),
          current: one === show,
        }))}
      />
      <AccountsSearch
        area={area}
        search={search}
        show={show === usual ? undefined : show}
        clear={href({ search: undefined })}
      />
      {page.stopped && (
        <div className="mb-3">
          <Note>{t("stopped", { max: SCAN })}</Note>
        </div>
      )}
      <AccountsList
        area={area}
        page={page}
        show={show}
        search={search}
        href={href}
        zone={await readerZone()}
      />
      {foot}
    </StaffFrame>
  );
}
