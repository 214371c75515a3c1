import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { askForInvitationAction } from "../actions";

/** By how the hints' examples begin; what is sent is compared as ever, and answered alike. */
const NO_ACCOUNT_NUMBER = String.raw`(?!\s*[Pp][Aa][^A-Za-z]).*`;
const NO_AGREEMENT_NUMBER = String.raw`(?!\s*[Aa][Gg][Rr][^A-Za-z]).*`;

/** The three facts of the administrator (R14). Not filled in by the browser: they aren't the reader's own. */
export function AskForm() {
  const t = useTranslations("requestInvitation");
  const labels = {
    email: t("email"),
    agreementNumber: t("agreementNumber"),
    accountNumber: t("accountNumber"),
  };
  return (
    <Form
      action={askForInvitationAction}
      labels={labels}
      once
      again={{ href: "/request-invitation", label: t("otherDetails") }}
    >
      <Field
        name="email"
        type="email"
        label={labels.email}
        hint={t("emailHint")}
        autoComplete="off"
        required
      />
      <Field
        name="agreementNumber"
        label={labels.agreementNumber}
        hint={t("agreementNumberHint")}
        otherKind={{ pattern: NO_ACCOUNT_NUMBER, words: t("looksLikeAccount") }}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      <Field
        name="accountNumber"
        label={labels.accountNumber}
        hint={t("accountNumberHint")}
        otherKind={{ pattern: NO_AGREEMENT_NUMBER, words: t("looksLikeAgreement") }}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      <SubmitButton big caps>
        {t("submit")}
      </SubmitButton>
    </Form>
  );
}
