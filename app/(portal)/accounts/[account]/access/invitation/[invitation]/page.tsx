import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { Timeline } from "@/components/timeline";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readerZone } from "@/lib/auth/reader-zone";
import { env } from "@/lib/env";
import { readInvitationHistory } from "@/lib/invitations/read-timeline";

type Props = { params: Promise<{ account: string; invitation: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("timeline"))("title") };
}

/** What happened to one person's invitations, for those who may see that person. */
export default async function InvitationPage({ params }: Props) {
  const { invitation } = await params;
  const opened = await openAccountPage(params, `/access/invitation/${invitation}`, "users.view");
  if (!opened) return <RefusedScreen permission="users.view" />;
  const { actor, base } = opened;
  const history = await orMissing(readInvitationHistory(actor, invitation));
  if (!history) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("timeline");
  const people = await getTranslations("people");
  const nav = await getTranslations("nav");
  return (
    <>
      <PageHead
        title={history.name}
        subtitle={t("lead", { email: history.email })}
        breadcrumb={[{ label: nav("account") }, { label: people("title"), href: `${base}/access` }]}
      />
      <div className="max-w-[50rem]">
        <Panel flush title={t("title")}>
          <Timeline entries={history.entries} zone={await readerZone()} vendor={env.VENDOR_NAME} />
        </Panel>
      </div>
    </>
  );
}
