import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Facts } from "@/components/ui/facts";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { operatorActor } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { readAgreement } from "@/lib/organizations/read-agreement";
import { NoSuchPage } from "../../../no-such-page";
import { OperatorFrame } from "../../../operator-frame";
import { orMissing } from "../../../or-missing";
import { AgreementAccounts } from "./agreement-accounts";
import { AgreementForms } from "./agreement-forms";
import { AgreementStatus } from "../../../../(portal)/accounts/[account]/agreement-status";

type Props = {
  params: Promise<{ agreement: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agreementDesk"))("title") };
}

/** One agreement: what was signed, its purchasing accounts, and how it ends. */
export default async function AgreementPage({ params, searchParams }: Props) {
  const agreementNumber = decodeURIComponent((await params).agreement);
  const path = `/operator/agreements/${encodeURIComponent(agreementNumber)}`;
  const actor = await operatorActor(path);
  if (!actor) return <NoSuchPage />;
  const query = await searchParams;
  const after = [query.after].flat()[0];
  const agreement = await orMissing(readAgreement(actor, { agreementNumber, after }));
  if (!agreement) return <NoSuchPage />;
  const t = await getTranslations("agreementDesk");
  const nav = await getTranslations("nav");
  const { organization, signedOn, endsOn, signatory } = agreement;
  return (
    <OperatorFrame path={path}>
      <PageHead
        title={t("heading", { number: agreement.number })}
        subtitle={organization.name}
        breadcrumb={[{ label: nav("accounts"), href: "/operator" }]}
      />
      <div className="grid gap-6">
        {query.done === "added" && <Note tone="ok">{t("added")}</Note>}
        {query.done === "terminated" && <Note tone="ok">{t("terminated")}</Note>}
        <Panel flush title={t("facts")}>
          <Facts
            look="panel"
            facts={[
              { term: t("status"), value: <AgreementStatus status={agreement.status} /> },
              { term: t("organization"), value: `${organization.name} (${organization.number})` },
              // Dates of the agreement, the same in every time zone.
              { term: t("signed"), value: <Time date={signedOn} zone="UTC" /> },
              {
                term: t("lastDay"),
                value: endsOn ? <Time date={endsOn} zone="UTC" /> : t("openEnded"),
              },
              { term: t("signatory"), value: `${signatory.name}, ${signatory.email}` },
            ]}
          />
        </Panel>
        <AgreementAccounts agreement={agreement} after={after} zone={await readerZone()} />
        <AgreementForms agreement={agreement} />
      </div>
    </OperatorFrame>
  );
}
