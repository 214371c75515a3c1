import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { Sheet } from "@/components/ui/sheet";
import { currentPerson } from "@/lib/auth/current-person";
import { readInvitation } from "@/lib/invitations/read-invitation";
import { declineInvitationAction } from "../../../actions";
import { DeadLink } from "../dead-link";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("decline"))("title") };
}

/** "Not you, or the wrong address?": what declining does, and a reason, since scanners type nothing. */
export default async function DeclinePage({ params }: Props) {
  const { token } = await params;
  const invitation = await readInvitation(token);
  const t = await getTranslations("decline");
  const started = await getTranslations("getStarted");
  // Also what a browser without JavaScript shows after the button.
  if (invitation.state === "declined") {
    return <Sheet title={started("declinedTitle")} lead={t("done")} />;
  }
  if (invitation.state !== "open" && invitation.state !== "held") {
    const person = await currentPerson();
    return <DeadLink page={invitation} token={token} reader={person?.user} />;
  }
  const { organization } = invitation;
  return (
    <Sheet title={t("title")} lead={t("lead", { organization })}>
      <Form action={declineInvitationAction} labels={{ reason: t("reason") }} once>
        <input type="hidden" name="token" value={token} />
        <p>{t("effect")}</p>
        <Field
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          rows={3}
          maxLength={500}
          required
        />
        <SubmitButton big>{t("button")}</SubmitButton>
        <p className="text-center">
          <AppLink className="link" href={`/get-started/${token}`}>
            {t("back")}
          </AppLink>
        </p>
      </Form>
    </Sheet>
  );
}
