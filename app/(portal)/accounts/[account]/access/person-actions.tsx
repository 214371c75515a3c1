import { useTranslations } from "next-intl";
import { Menu } from "@/components/frame/menu";
import { SubmitButton } from "@/components/forms/submit-button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { PersonRow } from "@/lib/accounts/list-people";

/** What can be done with an open invitation by this reader; nothing where they may do nothing. */
export function PersonActions({ person }: { person: PersonRow }) {
  const t = useTranslations("people");
  const { invitation } = person;
  if (!invitation?.mayHandle) return null;
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
        <SubmitButton variant="default" name="intent" value={`resend:${invitation.id}`}>
          {t("resend")}
        </SubmitButton>
        <SubmitButton variant="default" name="intent" value={`revoke:${invitation.id}`}>
          {t("revoke")}
        </SubmitButton>
        <p className="hint max-w-[26ch]">{t("revokeHint")}</p>
      </div>
    </Menu>
  );
}
