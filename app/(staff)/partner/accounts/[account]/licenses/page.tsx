import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LicensesScreen } from "@/app/(portal)/accounts/[account]/licenses/licenses-screen";
import { NoSuchPage } from "../../../../no-such-page";
import { PartnerFrame } from "../../../../partner-frame";
import type { SearchParams } from "../../../../query";
import { openBought } from "../open-bought";

type Props = SearchParams & { params: Promise<{ account: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("licenses"))("title") };
}

/** How what the partner sold to one of its accounts adds up; under a grant, what others sold too. */
export default async function LicensesPage({ params, searchParams }: Props) {
  const opened = await openBought(params, "licenses");
  if (!opened) return <NoSuchPage />;
  const { actor, path, place } = opened;
  return (
    <PartnerFrame actor={actor} path={path}>
      <LicensesScreen place={place} address={await searchParams} />
    </PartnerFrame>
  );
}
