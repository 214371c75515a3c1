import { useTranslations } from "next-intl";
import { Menu } from "@/components/frame/menu";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { PersonRow } from "@/lib/accounts/person-row";

/** What this reader can do with an invitation that isn't settled, and what happened to it. */
export function PersonActions({ person, base }: { person: PersonRow; base: string }) {
  const t = useTranslations("people");
  const { invitation } = person;
  if (!invitation) return null;
  return (
    <Menu
      atEnd
      summaryClass="btn btn-quiet"
      summary={
        <>
          <span aria-hidden="true">⋯</span>
          <VisuallyHidden>{t("actionsFor", { name: person.name })}</VisuallyHidden>
        </>
      }
    >
      <div className="grid gap-2 p-2">
        {invitation.mayApprove && (
          <SubmitButton name="intent" value={`approve:${invitation.id}`}>
            {t("approve")}
          </SubmitButton>
        )}
        {invitation.mayHandle && (
          <SubmitButton variant="default" name="intent" value={`resend:${invitation.id}`}>
            {t("resend")}
          </SubmitButton>
        )}
        {invitation.mayRevoke && (
          <>
            <SubmitButton variant="default" name="intent" value={`revoke:${invitation.id}`}>
              {t("revoke")}
            </SubmitButton>
            <p className="hint max-w-[26ch]">{t("revokeHint")}</p>
          </>
        )}
        <ButtonLink variant="quiet" href={`${base}/invitation/${invitation.id}`}>
          {t("history")}
        </ButtonLink>
      </div>
    </Menu>
  );
}
