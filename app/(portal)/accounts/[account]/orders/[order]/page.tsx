import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { PrintButton } from "@/components/guide/print-button";
import { Missing } from "@/components/missing";
import { buttonClass } from "@/components/ui/button-class";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { can } from "@/lib/policy/authorize";
import { LINES_SHOWN, readOrder } from "@/lib/orders/read-order";
import { OrderFacts } from "./order-facts";
import { OrderLines } from "./order-lines";

type Props = { params: Promise<{ account: string; order: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("facts") };
}

/** One order with its lines, also for printing. */
export default async function OrderPage({ params }: Props) {
  const { order: orderId } = await params;
  const opened = await openAccountPage(params, `/orders/${orderId}`, "orders.view");
  if (!opened) return <RefusedScreen permission="orders.view" />;
  const { actor, base, key } = opened;
  const found = await orMissing(readOrder(actor, { orderId }));
  if (!found) {
    await answerWith(404);
    return <Missing />;
  }
  const { order, lines } = found;
  const t = await getTranslations("orders");
  const licenses = can(actor, "licenses.view") ? `${base}/licenses` : null;
  return (
    <>
      <PageHead
        title={t("orderTitle", { number: order.number })}
        breadcrumb={[{ label: t("title"), href: `${base}/orders` }, { label: order.number }]}
        actions={
          <>
            <a className={buttonClass({})} href={`/api/accounts/${key}/orders/${order.id}`}>
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
