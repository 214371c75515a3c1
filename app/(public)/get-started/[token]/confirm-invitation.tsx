import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Sheet } from "@/components/ui/sheet";
import type { OpenInvitation } from "@/lib/invitations/read-invitation";
import { confirmAction } from "../../actions";
import { DeclineLink } from "./decline-link";
import { InvitationFacts } from "./invitation-facts";

type Props = { invitation: OpenInvitation; token: string };

/** The signed-in person whom the invitation is for confirms with one click (edges 8, 18). */
export function ConfirmInvitation({ invitation, token }: Props) {
  const t = useTranslations("getStarted");
  const { organization } = invitation;
  return (
    <Sheet title={t("confirmTitle")} lead={t("confirmLead", { organization })}>
      <InvitationFacts invitation={invitation} />
      <Form action={confirmAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton big>{t("confirm")}</SubmitButton>
      </Form>
      <DeclineLink token={token} />
    </Sheet>
  );
}
