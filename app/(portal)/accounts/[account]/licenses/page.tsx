import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { ownPlace } from "../bought-place";
import { LicensesScreen } from "./licenses-screen";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("licenses"))("title") };
}

/** What this purchasing account owns and how it adds up. */
export default async function LicensesPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/licenses", "licenses.view");
  if (!opened) return <RefusedScreen permission="licenses.view" />;
  const { actor, base, key } = opened;
  return <LicensesScreen place={ownPlace(actor, base, key)} address={await searchParams} />;
}
