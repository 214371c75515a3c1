import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Sheet } from "@/components/ui/sheet";
import type { OpenInvitation } from "@/lib/invitations/read-invitation";
import { signInToConfirmAction } from "../../actions";
import { DeclineLink } from "./decline-link";
import { InvitationFacts } from "./invitation-facts";

type Props = { invitation: OpenInvitation; token: string };

/** A person who has an account signs in before confirming. */
export function SignInFirst({ invitation, token }: Props) {
  const t = useTranslations("getStarted");
  const { organization } = invitation;
  return (
    <Sheet title={t("confirmTitle")} lead={t("confirmLead", { organization })}>
      <InvitationFacts invitation={invitation} />
      <Form action={signInToConfirmAction}>
        <input type="hidden" name="token" value={token} />
        <p>{t("signInFirst")}</p>
        <SubmitButton big>{t("signInButton")}</SubmitButton>
      </Form>
      <DeclineLink token={token} />
    </Sheet>
  );
}
