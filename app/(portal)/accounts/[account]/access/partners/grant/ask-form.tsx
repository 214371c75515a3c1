import { useTranslations } from "next-intl";
import { previewVisibilityAction } from "@/app/(portal)/visibility-actions";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Note } from "@/components/ui/note";

type Props = { account: string; problem: string | undefined };

/** The first step: a number, since names are never matched, and the last day. */
export function AskForm({ account, problem }: Props) {
  const t = useTranslations("visibility");
  const labels = { partnerNumber: t("partnerNumber"), until: t("lastDay") };
  return (
    <div className="grid max-w-[30rem] gap-4">
      {problem && <Note tone="bad">{problem}</Note>}
      <Form action={previewVisibilityAction.bind(null, account)} labels={labels}>
        <Field
          name="partnerNumber"
          label={labels.partnerNumber}
          hint={t("partnerNumberHint")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={64}
          required
        />
        <Field name="until" type="date" label={labels.until} hint={t("lastDayHint")} required />
        <SubmitButton>{t("next")}</SubmitButton>
      </Form>
    </div>
  );
}
