import { useTranslations } from "next-intl";
import { Field } from "./field";

/** A code of the authenticator app, or a recovery code. */
export function CodeField() {
  const t = useTranslations("secondFactor");
  return (
    <Field
      name="code"
      label={t("code")}
      hint={t("codeHint")}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={40}
      required
    />
  );
}
