import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { partnerActor } from "@/lib/auth/current-person";
import { typedIn } from "@/lib/page-address";
import { listVisibleAccounts } from "@/lib/visibility/list-visible-accounts";
import { AccountsScreen } from "../accounts-screen";
import { NoSuchPage } from "../no-such-page";
import type { SearchParams } from "../query";
import { GrantedAccounts } from "./granted-accounts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("staff"))("customers") };
}

/** The Partner Center's work queue: the customers that need something first. */
export default async function PartnerPage({ searchParams }: SearchParams) {
  const actor = await partnerActor("/partner");
  if (!actor) return <NoSuchPage />;
  const address = await searchParams;
  const granted = await listVisibleAccounts(actor, { after: typedIn(address, "granted") });
  return (
    <AccountsScreen
      actor={actor}
      searchParams={searchParams}
      usual="attention"
      foot={<GrantedAccounts page={granted} address={address} />}
    />
  );
}
