import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/forms/submit-button";
import { Menu } from "@/components/frame/menu";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { PartnerPerson } from "@/lib/partners/list-partner-people";

/** What can be done about one of a partner's people, each with its consequence. */
export function PartnerPersonActions({ person }: { person: PartnerPerson }) {
  const t = useTranslations("partnerPeople");
  const { id, name, status, isAdministrator, invitation } = person;
  return (
    <Menu
      atEnd
      summaryClass="btn btn-quiet"
      summary={
        <>
          <span aria-hidden="true">⋯</span>
          <VisuallyHidden>{t("actionsFor", { name })}</VisuallyHidden>
        </>
      }
    >
      <div className="grid gap-2 p-2">
        {invitation?.mayResend && (
          <Act intent={`resend:${invitation.id}`} hint={t("resendHint")}>
            {t("resend")}
          </Act>
        )}
        {isAdministrator ? (
          <Act intent={`colleague:${id}`}>{t("makeColleague")}</Act>
        ) : (
          <Act intent={`administrator:${id}`} hint={t("administratorHint")}>
            {t("makeAdministrator")}
          </Act>
        )}
        {status === "ACTIVE" && (
          <Act intent={`disable:${id}`} hint={t("disableHint")}>
            {t("disable")}
          </Act>
        )}
        {status === "DISABLED" && <Act intent={`enable:${id}`}>{t("enable")}</Act>}
        {invitation?.mayRevoke ? (
          <Act intent={`revoke:${invitation.id}`} hint={t("revokeHint")}>
            {t("revoke")}
          </Act>
        ) : (
          <Act intent={`remove:${id}`} hint={t("removeHint")}>
            {t("remove")}
          </Act>
        )}
      </div>
    </Menu>
  );
}

type ActProps = { intent: string; hint?: string | undefined; children: string };

function Act({ intent, hint, children }: ActProps) {
  return (
    <>
      <SubmitButton variant="default" name="intent" value={intent}>
        {children}
      </SubmitButton>
      {hint && <p className="hint max-w-[30ch]">{hint}</p>}
    </>
  );
}
