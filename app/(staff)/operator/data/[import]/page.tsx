import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { Time } from "@/components/ui/time";
import { operatorActor } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { type DataImportPage, readDataImport } from "@/lib/vendor-data/read-data-import";
import { NoSuchPage } from "../../../no-such-page";
import { OperatorFrame } from "../../../operator-frame";
import { orMissing } from "../../../or-missing";
import { stateOf } from "../data-import-state";
import { DataProblems } from "./data-problems";
import { DataSummary } from "./data-summary";
import { RunningDataImport } from "./running-data-import";

type Props = { params: Promise<{ import: string }> };

const PATH = "/operator/data";

const TONES = { CHECKED: "ok", DONE: "ok", REFUSED: "bad", FAILED: "bad" } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dataImports"))("title") };
}

/** One import of the vendor's files: how far it is, or what it did and what is wrong. */
export default async function DataImportPage({ params }: Props) {
  const { import: importId } = await params;
  const actor = await operatorActor(`${PATH}/${importId}`);
  const found = actor && (await orMissing(readDataImport(actor, importId)));
  if (!found) return <NoSuchPage />;
  const t = await getTranslations("dataImports");
  return (
    <OperatorFrame path={PATH}>
      <PageHead
        title={t(found.dryRun ? "checkTitle" : "importTitle")}
        subtitle={<Time date={found.createdAt} zone={await readerZone()} look="both" />}
        breadcrumb={[{ label: t("title"), href: PATH }]}
      />
      <div className="grid gap-6">
        <Outcome found={found} />
      </div>
    </OperatorFrame>
  );
}

async function Outcome({ found }: { found: DataImportPage }) {
  const t = await getTranslations("dataImports");
  const state = stateOf(found);
  if (state === "WAITING" || state === "RUNNING") return <RunningDataImport of={found} />;
  return (
    <>
      <Note tone={TONES[state]} title={t(`ended.${state}`)}>
        {t(`endedText.${state}`)}
      </Note>
      {state !== "FAILED" && found.summary.files.length > 0 && <DataSummary of={found} />}
      <DataProblems of={found} />
    </>
  );
}
