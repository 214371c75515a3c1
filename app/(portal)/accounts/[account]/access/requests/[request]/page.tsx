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
import { readJoinRequest } from "@/lib/join-requests/list-join-requests";
import { assignableOptions } from "../../assignable-options";
import { ApproveForm, DeclineForm } from "./decision-forms";
import { RequestFacts } from "./request-facts";

type Props = { params: Promise<{ account: string; request: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("joinRequests"))("tab") };
}

/** One request: invite with roles, or decline with a reason. */
export default async function JoinRequestPage({ params }: Props) {
  const { request } = await params;
  const opened = await openAccountPage(params, `/access/requests/${request}`, "users.invite");
  if (!opened) return <RefusedScreen permission="users.invite" />;
  const { actor, base, key } = opened;
  const row = await orMissing(readJoinRequest(actor, request));
  if (!row) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("joinRequests");
  const people = await getTranslations("people");
  return (
    <>
      <PageHead
        title={row.name}
        breadcrumb={[
          { label: people("title"), href: `${base}/access` },
          { label: t("tab"), href: `${base}/access/requests` },
        ]}
      />
      <div className="grid max-w-[46rem] gap-4">
        <Panel flush title={t("factsTitle")}>
          <RequestFacts row={row} zone={await readerZone()} />
        </Panel>
        <ApproveForm row={row} account={key} roles={await assignableOptions(actor)} />
        <DeclineForm row={row} account={key} />
      </div>
    </>
  );
}
