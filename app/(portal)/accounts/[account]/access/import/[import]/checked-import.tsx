import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { Panel } from "@/components/ui/panel";
import type { ImportView } from "@/lib/imports/read-import";
import { startImportAction } from "../actions";
import { ResultLink } from "./result-link";

type Props = { view: ImportView; account: string; list: string };

/** The dry run: what the file would do, and the button that does it. */
export function CheckedImport({ view, account, list }: Props) {
  const t = useTranslations("imports");
  const { wrong, known } = view.counts;
  const count = view.total - wrong - known;
  return (
    <Panel title={t("checkedTitle")}>
      <ul className="mb-4 grid gap-1">
        <li className="font-semibold">{t("willInvite", { count })}</li>
        {known > 0 && <li>{t("willStay", { count: known })}</li>}
        {wrong > 0 && <li>{t("willRefuse", { count: wrong })}</li>}
      </ul>
      {count === 0 && <p>{t("nothingToStart")}</p>}
      {count > 0 && !view.isMine && <p>{t("notYours")}</p>}
      {count > 0 && view.isMine && (
        <Form
          action={startImportAction.bind(null, account)}
          className="grid justify-items-start gap-3"
        >
          <input type="hidden" name="importId" value={view.id} />
          <p className="hint">{t("startHint", { count })}</p>
          <SubmitButton caps>{t("start")}</SubmitButton>
        </Form>
      )}
      <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
        <ResultLink account={account} importId={view.id}>
          {t("checkedFile")}
        </ResultLink>
        <AppLink className="link" href={list}>
          {t("another")}
        </AppLink>
      </p>
    </Panel>
  );
}
