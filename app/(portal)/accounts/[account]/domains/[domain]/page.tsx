import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { ButtonLink } from "@/components/ui/button-link";
import { KeepFresh } from "@/components/ui/keep-fresh";
import { PageHead } from "@/components/ui/page-head";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readerZone } from "@/lib/auth/reader-zone";
import type { DomainRow } from "@/lib/domains/domain-row";
import { readDomain } from "@/lib/domains/list-domains";
import { CheckForm } from "./check-form";
import { DoctorPanel } from "./doctor-panel";
import { DomainFacts } from "./domain-facts";
import { HowItStands } from "./how-it-stands";
import { RecordPanel } from "./record-panel";

type Props = { params: Promise<{ account: string; domain: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("domains"))("title") };
}

/** One domain: how it stands, the record that proves it, and what the DNS answers. */
export default async function DomainPage({ params }: Props) {
  const { domain } = await params;
  const opened = await openAccountPage(params, `/domains/${domain}`, "domains.manage");
  if (!opened) return <RefusedScreen permission="domains.manage" />;
  const { actor, base, key } = opened;
  const row = await orMissing(readDomain(actor, domain));
  if (!row) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("domains");
  const zone = await readerZone();
  const seconds = freshEvery(row);
  return (
    <>
      {seconds !== null && <KeepFresh seconds={seconds} />}
      <PageHead
        title={<span className="break-all">{row.name}</span>}
        breadcrumb={[{ label: t("title"), href: `${base}/domains` }]}
        actions={<ButtonLink href={`${base}/domains/${row.id}/remove`}>{t("remove")}</ButtonLink>}
      />
      <div className="grid gap-4">
        <HowItStands row={row} zone={zone} />
        <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
          <RecordPanel row={row} />
          <div className="grid gap-4">
            <DomainFacts row={row} zone={zone} />
            <CheckForm row={row} account={key} />
          </div>
        </div>
        <DoctorPanel row={row} zone={zone} />
      </div>
    </>
  );
}

/** While an answer is expected the page fetches itself anew. */
function freshEvery({ isChecking, state }: DomainRow): number | null {
  if (isChecking) return 2;
  return state === "waiting" ? 20 : null;
}
