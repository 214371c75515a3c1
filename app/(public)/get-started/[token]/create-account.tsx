import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { PasswordFields } from "@/components/forms/password-fields";
import { passwordLabels } from "@/components/forms/password-labels";
import { SubmitButton } from "@/components/forms/submit-button";
import { Sheet } from "@/components/ui/sheet";
import type { OpenInvitation } from "@/lib/invitations/read-invitation";
import { startAction } from "../../actions";
import { DeclineLink } from "./decline-link";
import { InvitationFacts } from "./invitation-facts";
import { OpenedBeacon } from "./opened-beacon";

type Props = { invitation: OpenInvitation; token: string };

/** Create your organizational account: name editable, address not (R36). */
export function CreateAccount({ invitation, token }: Props) {
  const t = useTranslations("getStarted");
  const words = useTranslations("ui.password");
  return (
    <Sheet title={t("title")} lead={<Lead invitation={invitation} />}>
      <OpenedBeacon token={token} />
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
      </Form>
      <DeclineLink token={token} />
    </Sheet>
  );
}

function Lead({ invitation }: Pick<Props, "invitation">) {
  const t = useTranslations("getStarted");
  const { kind, organization, inviter } = invitation;
  if (kind === "PARTNER") return t("partnerLead", { partner: organization });
  return inviter
    ? t("colleagueLead", { inviter, organization })
    : t("administratorLead", { organization });
}
