import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { PasswordFields } from "@/components/forms/password-fields";
import { passwordLabels } from "@/components/forms/password-labels";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { Sheet } from "@/components/ui/sheet";
import type { OpenInvitation } from "@/lib/invitations/read-invitation";
import { startAction } from "../../actions";
import { InvitationFacts } from "./invitation-facts";

type Props = { invitation: OpenInvitation; token: string };

/** Create your organizational account: name editable, address not (R36). */
export function CreateAccount({ invitation, token }: Props) {
  const t = useTranslations("getStarted");
  const words = useTranslations("ui.password");
  const { organization, inviter } = invitation;
  const lead = inviter
    ? t("colleagueLead", { inviter, organization })
    : t("administratorLead", { organization });
  return (
    <Sheet title={t("title")} lead={lead}>
      <InvitationFacts invitation={invitation} />
      <Form
        action={startAction}
        labels={{ firstName: t("firstName"), lastName: t("lastName"), ...passwordLabels(words) }}
      >
        <input type="hidden" name="token" value={token} />
        <input
          type="hidden"
          name="username"
          autoComplete="username"
          value={invitation.email}
          readOnly
        />
        <fieldset className="grid gap-4 md:grid-cols-2">
          <legend className="label mb-2">{t("changeName")}</legend>
          <Field
            name="firstName"
            label={t("firstName")}
            defaultValue={invitation.firstName}
            autoComplete="given-name"
          />
          <Field
            name="lastName"
            label={t("lastName")}
            defaultValue={invitation.lastName}
            autoComplete="family-name"
          />
        </fieldset>
        <PasswordFields confirmName="confirmPassword" />
        <SubmitButton big>{t("start")}</SubmitButton>
        <p className="text-center text-sm text-muted">
          {t.rich("notYou", {
            help: () => (
              <AppLink className="link" href="/request-invitation">
                {t("notYouLink")}
              </AppLink>
            ),
          })}
        </p>
      </Form>
    </Sheet>
  );
}
