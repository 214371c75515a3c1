import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readLicensePart } from "@/lib/licenses/licenses-query";
import { readLicense } from "@/lib/licenses/read-license";
import { ownPlace } from "../../bought-place";
import { LicenseScreen } from "./license-screen";

type Props = {
  params: Promise<{ account: string; product: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("licenses"))("title") };
}

export default async function LicensePage({ params, searchParams }: Props) {
  const { product } = await params;
  const opened = await openAccountPage(params, `/licenses/${product}`, "licenses.view");
  if (!opened) return <RefusedScreen permission="licenses.view" />;
  const { actor, base, key } = opened;
  const pools = await orMissing(readLicense(actor, { product }));
  const address = await searchParams;
  const { part, ...asked } = readLicensePart(address, pools ?? []);
  if (!pools || !part) {
    await answerWith(404);
    return <Missing />;
  }
  return <LicenseScreen place={ownPlace(actor, base, key)} {...{ address, pools, part, asked }} />;
}
