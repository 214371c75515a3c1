import { useTranslations } from "next-intl";
import { CodeField } from "@/components/forms/code-field";
import { Field } from "@/components/forms/field";
import { PlainForm } from "@/components/forms/plain-form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import type { KeyFilters } from "@/lib/keys/key-query";

type Props = { account: string; filters: KeyFilters; hasSecondFactor: boolean };

/** A file answers it, with and without JavaScript. */
export function ExportForm({ account, filters, hasSecondFactor }: Props) {
  const t = useTranslations("keys");
  const asked: [string, string | undefined][] = Object.entries({ ...filters });
  return (
    <Panel title={t("export.proofTitle")}>
      <PlainForm answer="file" action={`/api/accounts/${account}/keys`}>
        {asked.map(
          ([name, value]) =>
            value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <p>{t("export.lead")}</p>
        {hasSecondFactor ? (
          <CodeField />
        ) : (
          <Field
            name="currentPassword"
            type="password"
            label={t("export.password")}
            autoComplete="current-password"
            required
          />
        )}
        <SubmitButton caps>{t("export.button")}</SubmitButton>
      </PlainForm>
    </Panel>
  );
}
