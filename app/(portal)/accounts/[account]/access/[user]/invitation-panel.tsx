import { useTranslations } from "next-intl";
import { handleInvitationAction } from "@/app/(portal)/actions";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import type { PersonPage } from "@/lib/accounts/read-person";
import { EditForm } from "./edit-form";

type Props = { person: PersonPage; account: string };

/** The invitation of a person who isn't in yet: send again, withdraw, put right. */
export function InvitationPanel({ person, account }: Props) {
  const t = useTranslations("person");
  const people = useTranslations("people");
  const { invitation } = person.row;
  if (!invitation?.mayHandle && !invitation?.mayApprove) return null;
  return (
    <>
      <Panel title={t("invitation")}>
        <Form action={handleInvitationAction.bind(null, account)} className="grid gap-3">
          <div className="flex flex-wrap gap-2">
            {invitation.mayApprove && (
              <SubmitButton name="intent" value={`approve:${invitation.id}`}>
                {people("approve")}
              </SubmitButton>
            )}
            {invitation.mayHandle && (
              <SubmitButton variant="default" name="intent" value={`resend:${invitation.id}`}>
                {people("resend")}
              </SubmitButton>
            )}
            {invitation.mayRevoke && (
              <SubmitButton variant="default" name="intent" value={`revoke:${invitation.id}`}>
                {people("revoke")}
              </SubmitButton>
            )}
          </div>
          {invitation.mayRevoke && <p className="hint">{t("invitationHint")}</p>}
        </Form>
      </Panel>
      {person.may.edit ? (
        <Panel title={t("edit")}>
          <EditForm person={person} invitationId={invitation.id} account={account} />
        </Panel>
      ) : (
        person.designated && <p className="text-muted">{t("editDesignated")}</p>
      )}
    </>
  );
}
