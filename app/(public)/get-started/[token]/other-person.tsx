import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { Sheet } from "@/components/ui/sheet";
import type { OpenInvitation } from "@/lib/invitations/read-invitation";
import { continueAsOtherAction } from "../../actions";

type Props = { invitation: OpenInvitation; current: string; token: string };

/** Opened while signed in as somebody else: both addresses, and the invitation stays open (edge 8). */
export function OtherPerson({ invitation, current, token }: Props) {
  const t = useTranslations("getStarted");
  const invited = invitation.email;
  return (
    <Sheet title={t("otherTitle")} lead={t("otherLead", { invited, current })}>
      <Form action={continueAsOtherAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton big>{t("otherButton")}</SubmitButton>
        <ButtonLink big href="/">
          {t("otherStay")}
        </ButtonLink>
      </Form>
    </Sheet>
  );
}
