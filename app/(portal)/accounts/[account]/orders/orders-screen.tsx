import { getFormatter, getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button-class";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { EXPORT_AT_MOST } from "@/lib/orders/export-orders";
import { listOrders } from "@/lib/orders/list-orders";
import { orderChoices } from "@/lib/orders/order-choices";
import { readOrderFilters } from "@/lib/orders/orders-query";
import { SCAN } from "@/lib/orders/walk";
import { type AddressValues, hrefOf, isFiltered, typedIn } from "@/lib/page-address";
import { accountOf, type BoughtPlace } from "../bought-place";
import { OrdersList } from "./orders-list";
import { OrdersSearch } from "./orders-search";

type Props = { place: BoughtPlace; address: AddressValues };

/** What was ordered for a purchasing account, as far as the reader sees it. */
export async function OrdersScreen({ place, address }: Props) {
  const { actor, base, files, crumbs, whose, intro } = place;
  const of = accountOf(place);
  const choices = await orderChoices(actor, of);
  const { filters, ignored } = readOrderFilters(address, choices);
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const page = await listOrders(actor, { ...filters, ...of, after, before });
  const t = await getTranslations("orders");
  const format = await getFormatter();
  const here = `${base}/orders`;
  return (
    <>
      <PageHead
        title={t("title")}
        subtitle={whose}
        breadcrumb={crumbs && [...crumbs]}
        guide={actor.kind === "member" ? "/support/orders" : undefined}
        actions={
          // A file, not a page: an ordinary link, which is never fetched ahead.
          <a className={buttonClass({})} href={hrefOf(`${files}/orders`, filters)}>
            {t("export")}
          </a>
        }
      />
      {intro}
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
          ofPartner={actor.kind === "partner"}
          filtered={isFiltered(filters)}
          href={(step, cursor) => hrefOf(here, { ...filters, [step]: cursor })}
        />
      </div>
    </>
  );
}
