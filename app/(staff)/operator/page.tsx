import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { operatorActor } from "@/lib/auth/current-person";
import { AccountsScreen } from "../accounts-screen";
import { NoSuchPage } from "../no-such-page";
import type { SearchParams } from "../query";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("staff"))("accounts") };
}

/** The operator's desk: purchasing accounts with the state of their administrator. */
export default async function OperatorPage({ searchParams }: SearchParams) {
  const actor = await operatorActor("/operator");
  if (!actor) return <NoSuchPage />;
  return <AccountsScreen actor={actor} searchParams={searchParams} usual="all" />;
}
