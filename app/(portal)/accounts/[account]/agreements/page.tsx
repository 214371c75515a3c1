import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { PageHead } from "@/components/ui/page-head";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { AgreementsList } from "./agreements-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agreements"))("title") };
}

/** The agreement of this purchasing account. */
export default async function AgreementsPage({ params }: AccountParams) {
  const opened = await openAccountPage(params, "/agreements", "agreements.view");
  if (!opened) return <RefusedScreen permission="agreements.view" />;
  const { actor, base } = opened;
  const agreements = await listAgreements(actor);
  const t = await getTranslations("agreements");
  return (
    <>
      <PageHead title={t("title")} guide="/support/agreements" />
      <AgreementsList agreements={agreements} base={`${base}/agreements`} />
    </>
  );
}
