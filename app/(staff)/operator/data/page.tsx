import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { operatorActor } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { sentence } from "@/lib/messages";
import { typedIn } from "@/lib/page-address";
import { listDataImports } from "@/lib/vendor-data/list-data-imports";
import { UPLOAD_MEGABYTES } from "@/lib/vendor-data/receive-files";
import { NoSuchPage } from "../../no-such-page";
import { OperatorFrame } from "../../operator-frame";
import type { SearchParams } from "../../query";
import { RecentDataImports } from "./recent-data-imports";
import { UploadPanel } from "./upload-panel";

const PATH = "/operator/data";

/** Why an upload left nothing that has a page; nobody's words come in by an address. */
const REFUSALS = ["importNoFile", "dataRunning", "dataUploadTooLarge"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dataImports"))("title") };
}

/** The vendor's files: what `bin/portal import` takes, as an upload, and the imports that were. */
export default async function DataPage({ searchParams }: SearchParams) {
  const actor = await operatorActor(PATH);
  if (!actor) return <NoSuchPage />;
  const typed = typedIn(await searchParams, "refused");
  const refused = REFUSALS.find((key) => key === typed);
  const t = await getTranslations("dataImports");
  return (
    <OperatorFrame path={PATH}>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <div className="grid gap-6">
        {refused && (
          <div role="alert">
            <Note tone="bad" title={t("notTaken")}>
              {sentence({ key: refused, values: { megabytes: UPLOAD_MEGABYTES } })}
            </Note>
          </div>
        )}
        <UploadPanel />
        <RecentDataImports
          imports={await listDataImports(actor)}
          path={PATH}
          zone={await readerZone()}
        />
      </div>
    </OperatorFrame>
  );
}
