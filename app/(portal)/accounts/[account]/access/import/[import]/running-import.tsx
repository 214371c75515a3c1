import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { KeepFresh } from "@/components/ui/keep-fresh";
import { Panel } from "@/components/ui/panel";
import type { ImportView } from "@/lib/imports/read-import";
import { cancelImportAction } from "../actions";

const SECONDS = 2;

/** How far it is; the page fetches itself anew, with and without JavaScript. */
export function RunningImport({ view, account }: { view: ImportView; account: string }) {
  const t = useTranslations("imports");
  const { total } = view;
  const done = total - view.counts.open;
  return (
    <Panel title={t("runningTitle")}>
      <noscript>
        <meta httpEquiv="refresh" content={String(SECONDS)} />
      </noscript>
      <KeepFresh seconds={SECONDS} />
      <label className="label num" htmlFor="import-progress">
        {t("progress", { done, total })}
      </label>
      <progress id="import-progress" className="progress" value={done} max={total} />
      <p className="mb-4 text-muted">{t("runningText")}</p>
      <Form
        action={cancelImportAction.bind(null, account)}
        className="grid justify-items-start gap-3"
      >
        <input type="hidden" name="importId" value={view.id} />
        <p className="hint">{t("stopHint")}</p>
        <SubmitButton variant="default">{t("stop")}</SubmitButton>
      </Form>
    </Panel>
  );
}
