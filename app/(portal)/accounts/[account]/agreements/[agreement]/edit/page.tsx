import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { readAccountAgreement } from "@/lib/agreements/read-account-agreement";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { TermsForm } from "./terms-form";

type Props = { params: Promise<{ account: string; agreement: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agreements"))("editTitle") };
}

/** What an Account Administrator or Account Manager edits, while the agreement is active (edge 40). */
export default async function EditAgreementPage({ params }: Props) {
  const { agreement: typed } = await params;
  const opened = await openAccountPage(params, `/agreements/${typed}/edit`, "agreements.edit");
  if (!opened) return <RefusedScreen permission="agreements.edit" />;
  const { actor, base, key } = opened;
  const agreementNumber = decodeURIComponent(typed);
  const agreement = await orMissing(readAccountAgreement(actor, { agreementNumber }));
  if (!agreement) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("agreements");
  const { number, account, status, terms, version } = agreement;
  const home = `${base}/agreements/${agreement.key}`;
  return (
    <>
      <PageHead
        title={t("editTitle")}
        subtitle={t("editLead", { account: account.number })}
        breadcrumb={[
          { label: t("title"), href: `${base}/agreements` },
          { label: number, href: home },
        ]}
      />
      <div className="grid max-w-[60rem] gap-5">
        {status === "ACTIVE" ? (
          <TermsForm terms={terms} version={version} account={key} />
        ) : (
          <Note tone="warn">{t(`readOnly.${status}`)}</Note>
        )}
        <p>
          <AppLink className="link" href={home}>
            {t("back")}
          </AppLink>
        </p>
      </div>
    </>
  );
}
