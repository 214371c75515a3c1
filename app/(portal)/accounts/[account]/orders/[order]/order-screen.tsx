import { getTranslations } from "next-intl/server";
import { PrintButton } from "@/components/guide/print-button";
import { buttonClass } from "@/components/ui/button-class";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { LINES_SHOWN, type OrderPage } from "@/lib/orders/read-order";
import { can } from "@/lib/policy/authorize";
import type { BoughtPlace } from "../../bought-place";
import { OrderFacts } from "./order-facts";
import { OrderLines } from "./order-lines";

type Props = { place: BoughtPlace; found: OrderPage };

/** One order with its lines, also for printing. */
export async function OrderScreen({ place, found: { order, lines } }: Props) {
  const { actor, base, files, crumbs = [], whose } = place;
  const t = await getTranslations("orders");
  const opensLicenses = actor.kind === "partner" || can(actor, "licenses.view");
  const licenses = opensLicenses ? `${base}/licenses` : null;
  return (
    <>
      <PageHead
        title={t("orderTitle", { number: order.number })}
        subtitle={whose}
        breadcrumb={[
          ...crumbs,
          { label: t("title"), href: `${base}/orders` },
          { label: order.number },
        ]}
        actions={
          <>
            <a className={buttonClass({})} href={`${files}/orders/${order.id}`}>
              {t("exportLines")}
            </a>
            <PrintButton>{t("print")}</PrintButton>
          </>
        }
      />
      <div className="grid gap-5">
        {order.status === "CANCELLED" && <Note tone="warn">{t("cancelledNote")}</Note>}
        <OrderFacts order={order} />
        <section className="grid gap-3" aria-labelledby="lines">
          <h2 id="lines">{t("linesTitle")}</h2>
          {order.lines > LINES_SHOWN && (
            <Note>{t("firstLines", { max: LINES_SHOWN, count: order.lines })}</Note>
          )}
          <OrderLines lines={lines} number={order.number} licenses={licenses} />
          {lines.some(({ stepUpFrom }) => stepUpFrom) && (
            <p className="max-w-[70ch] text-muted">{t("stepUpNote")}</p>
          )}
        </section>
      </div>
    </>
  );
}
