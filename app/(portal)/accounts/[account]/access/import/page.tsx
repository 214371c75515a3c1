import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readerZone } from "@/lib/auth/reader-zone";
import { listImports } from "@/lib/imports/list-imports";
import { sentence } from "@/lib/messages";
import { FileColumns } from "./file-columns";
import { RecentImports } from "./recent-imports";
import { refusalIn } from "./refusal";
import { UploadPanel } from "./upload-panel";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

/** Import Users: the file, what it has to look like, and the imports that were. */
export default async function ImportUsersPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/access/import", "users.manage");
  if (!opened) return <RefusedScreen permission="users.manage" />;
  const { actor, base, key } = opened;
  const refusal = refusalIn(await searchParams);
  const t = await getTranslations("imports");
  const nav = await getTranslations("nav");
  return (
    <>
      <PageHead
        title={t("title")}
        subtitle={t("lead")}
        breadcrumb={[
          { label: nav("account") },
          { label: nav("manageAccess"), href: `${base}/access` },
        ]}
      />
      <div className="grid gap-6">
        {refusal && (
          <div role="alert">
            <Note tone="bad" title={t("refusedTitle")}>
              {sentence(refusal)}
            </Note>
          </div>
        )}
        <UploadPanel account={key} />
        <FileColumns />
        <RecentImports
          imports={await listImports(actor)}
          base={`${base}/access/import`}
          zone={await readerZone()}
        />
      </div>
    </>
  );
}
