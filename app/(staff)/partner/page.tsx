import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { partnerActor } from "@/lib/auth/current-person";
import { AccountsScreen } from "../accounts-screen";
import { NoSuchPage } from "../no-such-page";
import type { SearchParams } from "../query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("staff"))("customers") };
}

/** The Partner Center's work queue: the customers that need something first. */
export default async function PartnerPage({ searchParams }: SearchParams) {
  const actor = await partnerActor("/partner");
  if (!actor) return <NoSuchPage />;
  return <AccountsScreen actor={actor} searchParams={searchParams} usual="attention" />;
}
