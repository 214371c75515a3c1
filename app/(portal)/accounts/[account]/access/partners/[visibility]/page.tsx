import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readerZone } from "@/lib/auth/reader-zone";
import { readVisibility } from "@/lib/visibility/list-visibilities";
import { WhatItOpens } from "../what-it-opens";
import { ChangeForm, isOpen, RevokeForm } from "./visibility-forms";
import { VisibilityFacts } from "./visibility-facts";

type Props = { params: Promise<{ account: string; visibility: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visibility"))("tab") };
}

/** One grant: its last day can be changed, and it can be revoked. */
export default async function VisibilityPage({ params }: Props) {
  const { visibility } = await params;
  const below = `/access/partners/${visibility}`;
  const opened = await openAccountPage(params, below, "visibility.manage");
  if (!opened) return <RefusedScreen permission="visibility.manage" />;
  const { actor, base, key } = opened;
  const row = await orMissing(readVisibility(actor, visibility));
  if (!row) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("visibility");
  const people = await getTranslations("people");
  return (
    <>
      <PageHead
        title={row.partner.name}
        breadcrumb={[
          { label: people("title"), href: `${base}/access` },
          { label: t("tab"), href: `${base}/access/partners` },
        ]}
      />
      <div className="grid max-w-[46rem] gap-4">
        <Panel flush title={t("title")}>
          <VisibilityFacts row={row} zone={await readerZone()} />
        </Panel>
        <ChangeForm row={row} account={key} />
        <RevokeForm row={row} account={key} />
        {isOpen(row) && <WhatItOpens />}
      </div>
    </>
  );
}
