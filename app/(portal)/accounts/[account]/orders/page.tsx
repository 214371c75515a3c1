import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { buttonClass } from "@/components/ui/button-class";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { EXPORT_AT_MOST } from "@/lib/orders/export-orders";
import { listOrders } from "@/lib/orders/list-orders";
import { orderChoices } from "@/lib/orders/order-choices";
import { readOrderFilters } from "@/lib/orders/orders-query";
import { hrefOf, isFiltered, typedIn } from "@/lib/page-address";
import { SCAN } from "@/lib/orders/walk";
import { OrdersList } from "./orders-list";
import { OrdersSearch } from "./orders-search";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

/** What was ordered for this purchasing account. */
export default async function OrdersPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/orders", "orders.view");
  if (!opened) return <RefusedScreen permission="orders.view" />;
  const { actor, base, key } = opened;
  const address = await searchParams;
  const choices = await orderChoices(actor);
  const { filters, ignored } = readOrderFilters(address, choices);
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const page = await listOrders(actor, { ...filters, after, before });
  const t = await getTranslations("orders");
  const format = await getFormatter();
  const here = `${base}/orders`;
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          // A file, not a page: an ordinary link, which is never fetched ahead.
          <a className={buttonClass({})} href={hrefOf(`/api/accounts/${key}/orders`, filters)}>
            {t("export")}
          </a>
        }
      />
      <OrdersSearch filters={filters} choices={choices} href={here} />
      <div className="grid gap-3">
        {ignored.length > 0 && (
          <Note tone="warn">
            {t("ignored", { names: format.list(ignored.map((name) => t(`filters.${name}`))) })}
          </Note>
        )}
        {address.tooMany !== undefined && (
          <div role="alert">
            <Note tone="bad">{t("tooMany", { max: EXPORT_AT_MOST })}</Note>
          </div>
        )}
        {page.stopped && <Note>{t("stopped", { max: SCAN })}</Note>}
        <OrdersList
          page={page}
          base={here}
          filtered={isFiltered(filters)}
          href={(step, cursor) => hrefOf(here, { ...filters, [step]: cursor })}
        />
      </div>
    </>
  );
}
