import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrderScreen } from "@/app/(portal)/accounts/[account]/orders/[order]/order-screen";
import { readOrder } from "@/lib/orders/read-order";
import { NoSuchPage } from "../../../../../no-such-page";
import { orMissing } from "../../../../../or-missing";
import { PartnerFrame } from "../../../../../partner-frame";
import { openBought } from "../../open-bought";

type Props = { params: Promise<{ account: string; order: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("facts") };
}

/** One order with its lines, for the partner that sold it or was granted visibility. */
export default async function OrderPage({ params }: Props) {
  const { order: orderId } = await params;
  const opened = await openBought(params, "orders", `/${orderId}`);
  const found =
    opened &&
    (await orMissing(readOrder(opened.actor, { orderId, account: opened.place.account })));
  if (!found) return <NoSuchPage />;
  const { actor, path, place } = opened;
  return (
    <PartnerFrame actor={actor} path={path}>
      <OrderScreen place={place} found={found} />
    </PartnerFrame>
  );
}
