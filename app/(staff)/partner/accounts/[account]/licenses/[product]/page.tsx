import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LicenseScreen } from "@/app/(portal)/accounts/[account]/licenses/[product]/license-screen";
import { readLicensePart } from "@/lib/licenses/licenses-query";
import { readLicense } from "@/lib/licenses/read-license";
import { NoSuchPage } from "../../../../../no-such-page";
import { orMissing } from "../../../../../or-missing";
import { PartnerFrame } from "../../../../../partner-frame";
import type { SearchParams } from "../../../../../query";
import { openBought } from "../../open-bought";

type Props = SearchParams & { params: Promise<{ account: string; product: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("licenses"))("title") };
}

/** One product in one pool, with the order lines that the partner may see. */
export default async function LicensePage({ params, searchParams }: Props) {
  const { product } = await params;
  const opened = await openBought(params, "licenses", `/${product}`);
  const pools =
    opened &&
    (await orMissing(readLicense(opened.actor, { product, account: opened.place.account })));
  const address = await searchParams;
  const { part, ...asked } = readLicensePart(address, pools ?? []);
  if (!pools || !part) return <NoSuchPage />;
  const { actor, path, place } = opened;
  return (
    <PartnerFrame actor={actor} path={path}>
      <LicenseScreen {...{ place, address, pools, part, asked }} />
    </PartnerFrame>
  );
}
