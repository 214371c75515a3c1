import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readOrder } from "@/lib/orders/read-order";
import { ownPlace } from "../../bought-place";
import { OrderScreen } from "./order-screen";

type Props = { params: Promise<{ account: string; order: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("facts") };
}

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
  return <OrderScreen place={ownPlace(actor, base, key)} found={found} />;
}
