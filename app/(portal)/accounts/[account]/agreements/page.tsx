import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { PageHead } from "@/components/ui/page-head";
import { Time } from "@/components/ui/time";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { AgreementStatus } from "../agreement-status";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agreements"))("title") };
}

/** The agreement of this purchasing account, for reading. */
export default async function AgreementsPage({ params }: AccountParams) {
  const opened = await openAccountPage(params, "/agreements", "agreements.view");
  if (!opened) return <RefusedScreen permission="agreements.view" />;
  const { actor } = opened;
  const agreements = await listAgreements(actor);
  const t = await getTranslations("agreements");
  return (
    <>
      <PageHead title={t("title")} />
      <Ledger
        caption={t("title")}
        rows={agreements}
        rowKey={(agreement) => agreement.id}
        columns={[
          {
            key: "number",
            head: t("number"),
            cell: ({ number }) => <b className="num">{number}</b>,
          },
          {
            key: "signed",
            head: t("signed"),
            // A date of the agreement, the same in every time zone.
            cell: ({ signedOn }) => <Time date={signedOn} zone="UTC" />,
          },
          {
            key: "ends",
            head: t("ends"),
            cell: ({ endsOn }) => (endsOn ? <Time date={endsOn} zone="UTC" /> : t("noEnd")),
          },
          { key: "partner", head: t("partner"), cell: ({ partner }) => partner ?? t("direct") },
          {
            key: "status",
            head: t("status"),
            bare: true,
            cell: ({ status }) => <AgreementStatus status={status} />,
          },
        ]}
        empty={<EmptyState title={t("empty")} />}
      />
    </>
  );
}
