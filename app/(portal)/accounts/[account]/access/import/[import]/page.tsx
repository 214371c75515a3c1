import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { PageHead } from "@/components/ui/page-head";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readImport } from "@/lib/imports/read-import";
import { CheckedImport } from "./checked-import";
import { EndedImport } from "./ended-import";
import { Mistakes } from "./mistakes";
import { RunningImport } from "./running-import";

type Props = { params: Promise<{ account: string; import: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

/** One import: what it would do, how far it is, or what it did. */
export default async function ImportPage({ params }: Props) {
  const { import: typed } = await params;
  const opened = await openAccountPage(params, `/access/import/${typed}`, "users.manage");
  if (!opened) return <RefusedScreen permission="users.manage" />;
  const { actor, base, key } = opened;
  const id = z.uuid().safeParse(typed);
  const view = id.success ? await orMissing(readImport(actor, id.data)) : null;
  if (!view) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("imports");
  const people = await getTranslations("people");
  const list = `${base}/access/import`;
  const props = { view, account: key, list };
  return (
    <>
      <PageHead
        title={<span className="break-all">{view.fileName}</span>}
        breadcrumb={[
          { label: people("title"), href: `${base}/access` },
          { label: t("title"), href: list },
        ]}
      />
      <div className="grid gap-6">
        {view.state === "CHECKED" && <CheckedImport {...props} />}
        {view.state === "RUNNING" && <RunningImport {...props} />}
        {(view.state === "DONE" || view.state === "CANCELLED") && <EndedImport {...props} />}
        {view.state !== "RUNNING" && <Mistakes view={view} />}
      </div>
    </>
  );
}
