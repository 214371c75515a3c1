import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { Panel } from "@/components/ui/panel";
import type { ImportView } from "@/lib/imports/read-import";
import { sentence } from "@/lib/messages";
import { ResultLink } from "./result-link";

type Props = { view: ImportView; account: string; list: string };

/** What became of the file, and the file that says it row by row. */
export function EndedImport({ view, account, list }: Props) {
  const t = useTranslations("imports");
  const { invited, unchanged, refused } = view.counts;
  return (
    <>
      {/* Who stopped it by hand needn't be told why; each row says it below. */}
      {view.stoppedBecause && view.stoppedBecause.key !== "importStopped" && (
        <Note tone="warn" title={t("cancelledTitle")}>
          {sentence(view.stoppedBecause)}
        </Note>
      )}
      <Panel title={t(view.state === "DONE" ? "doneTitle" : "cancelledTitle")}>
        <ul className="mb-4 grid gap-1">
          <li className="font-semibold">{t("wasInvited", { count: invited })}</li>
          {unchanged > 0 && <li>{t("wasUnchanged", { count: unchanged })}</li>}
          {refused > 0 && <li>{t("wasRefused", { count: refused })}</li>}
        </ul>
        <p className="hint">{t("resultHint")}</p>
        <p className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
          <ResultLink account={account} importId={view.id}>
            {t("result")}
          </ResultLink>
          <AppLink className="link" href={list}>
            {t("another")}
          </AppLink>
        </p>
      </Panel>
    </>
  );
}
