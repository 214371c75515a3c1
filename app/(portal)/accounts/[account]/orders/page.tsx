import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { ownPlace } from "../bought-place";
import { OrdersScreen } from "./orders-screen";

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
  return <OrdersScreen place={ownPlace(actor, base, key)} address={await searchParams} />;
}
