import { useTranslations } from "next-intl";
import { PasswordInputs } from "./password-inputs";

type PasswordFieldsProps = {
  name?: string | undefined;
  confirmName?: string | undefined;
  /** 15, or 8 where there is a second factor. */
  minLength?: number | undefined;
};

/** "Create password" and "Confirm your password", with a meter that teaches while one types. */
export function PasswordFields({
  name = "password",
  confirmName = "confirmation",
  minLength = 15,
}: PasswordFieldsProps) {
  const t = useTranslations("ui.password");
  return (
    <PasswordInputs
      name={name}
      confirmName={confirmName}
      words={{
        create: t("create"),
        confirm: t("confirm"),
        hint: t("hint", { minLength }),
        show: t("show"),
        scores: [t("score0"), t("score1"), t("score2"), t("score3"), t("score4")],
      }}
    />
  );
}
