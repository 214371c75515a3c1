import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { REVEAL_REASONS } from "@/lib/keys/reveal-key";
import { revealKeyAction } from "../actions";

type Props = { account: string; keyId: string };

/** Says why, and then the answer holds the key: once, with and without JavaScript. */
export function RevealForm({ account, keyId }: Props) {
  const t = useTranslations("keys");
  return (
    <Panel title={t("reveal.formTitle")}>
      <Form
        action={revealKeyAction.bind(null, account)}
        labels={{ reason: t("reveal.reason") }}
        once
        codes
        copy={{ label: t("reveal.copy"), copied: t("reveal.copied") }}
      >
        <p>{t("reveal.lead")}</p>
        <input type="hidden" name="keyId" value={keyId} />
        <SelectField
          name="reason"
          label={t("reveal.reason")}
          placeholder={t("reveal.choose")}
          options={REVEAL_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
          required
        />
        <SubmitButton caps pending={t("reveal.working")}>
          {t("reveal.button")}
        </SubmitButton>
      </Form>
    </Panel>
  );
}
