import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrdersScreen } from "@/app/(portal)/accounts/[account]/orders/orders-screen";
import { NoSuchPage } from "../../../../no-such-page";
import { PartnerFrame } from "../../../../partner-frame";
import type { SearchParams } from "../../../../query";
import { openBought } from "../open-bought";

type Props = SearchParams & { params: Promise<{ account: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

/** What was ordered through the partner for one of its accounts; under a grant, what others sold too. */
export default async function OrdersPage({ params, searchParams }: Props) {
  const opened = await openBought(params, "orders");
  if (!opened) return <NoSuchPage />;
  const { actor, path, place } = opened;
  return (
    <PartnerFrame actor={actor} path={path}>
      <OrdersScreen place={place} address={await searchParams} />
    </PartnerFrame>
  );
}
