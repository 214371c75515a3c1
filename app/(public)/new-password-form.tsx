import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { PasswordFields } from "@/components/forms/password-fields";
import { passwordLabels } from "@/components/forms/password-labels";
import { SubmitButton } from "@/components/forms/submit-button";
import type { FormState } from "@/lib/auth/form-state";

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  token: string;
  email: string;
  button: string;
};

/** A new password behind a single-use link; the hidden address is for password managers. */
export function NewPasswordForm({ action, token, email, button }: Props) {
  return (
    <Form action={action} labels={passwordLabels(useTranslations("ui.password"))}>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordFields confirmName="confirmPassword" />
      <SubmitButton big>{button}</SubmitButton>
    </Form>
  );
}
