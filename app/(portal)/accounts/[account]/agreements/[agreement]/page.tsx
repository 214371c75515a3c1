import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { PrintButton } from "@/components/guide/print-button";
import { Missing } from "@/components/missing";
import { ButtonLink } from "@/components/ui/button-link";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { readAccountAgreement } from "@/lib/agreements/read-account-agreement";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readerZone } from "@/lib/auth/reader-zone";
import { can } from "@/lib/policy/authorize";
import { AgreementFacts } from "./agreement-facts";
import { Contacts } from "./contacts";
import { Preferences } from "./preferences";
import { Siblings } from "./siblings";

type Props = {
  params: Promise<{ account: string; agreement: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agreements"))("facts") };
}

/** One agreement with what the purchasing account says about it, also for printing (R65 to R69). */
export default async function AgreementPage({ params, searchParams }: Props) {
  const { agreement: typed } = await params;
  const opened = await openAccountPage(params, `/agreements/${typed}`, "agreements.view");
  if (!opened) return <RefusedScreen permission="agreements.view" />;
  const { actor, base } = opened;
  const agreementNumber = decodeURIComponent(typed);
  const agreement = await orMissing(readAccountAgreement(actor, { agreementNumber }));
  if (!agreement) {
    await answerWith(404);
    return <Missing />;
  }
  const { number, organization, account, key, status, siblings } = agreement;
  const t = await getTranslations("agreements");
  const mayEdit = can(actor, "agreements.edit");
  const isActive = status === "ACTIVE";
  return (
    <>
      <PageHead
        title={t("heading", { number })}
        subtitle={t("subtitle", { organization: organization.name, account: account.number })}
        breadcrumb={[{ label: t("title"), href: `${base}/agreements` }, { label: number }]}
        actions={
          <>
            <PrintButton>{t("print")}</PrintButton>
            {mayEdit && isActive && (
              <ButtonLink variant="primary" href={`${base}/agreements/${key}/edit`}>
                {t("edit")}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="grid gap-5">
        {(await searchParams).done === "saved" && <Note tone="ok">{t("saved")}</Note>}
        {mayEdit && !isActive && <Note>{t(`readOnly.${status}`)}</Note>}
        <AgreementFacts agreement={agreement} />
        <Contacts contacts={agreement.terms.contacts} />
        <Preferences agreement={agreement} zone={await readerZone()} />
        <Siblings siblings={siblings} />
      </div>
    </>
  );
}
