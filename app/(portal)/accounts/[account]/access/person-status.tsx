import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { PersonInvitation, PersonMail, PersonRow } from "@/lib/accounts/list-people";

type Zone = { zone: string | undefined };

/** How it stands with a person, in words: in, invited, or what is in the way. */
export function PersonStatus({ person, zone }: Zone & { person: PersonRow }) {
  const t = useTranslations("people");
  if (person.invitation) return <Invited invitation={person.invitation} zone={zone} />;
  switch (person.status) {
    case "ACTIVE":
      return <StateBadge tone="ok">{t("active")}</StateBadge>;
    case "DISABLED":
      return <StateBadge tone="none">{t("disabled")}</StateBadge>;
    case "INVITED":
    case "REMOVED":
      return <StateBadge tone="none">{t("removed")}</StateBadge>;
  }
}

function Invited({ invitation, zone }: Zone & { invitation: PersonInvitation }) {
  const t = useTranslations("people");
  const date = <Time date={invitation.expiresAt} zone={zone} look="both" />;
  switch (invitation.state) {
    case "held":
      return (
        <>
          <StateBadge tone="warn">{t("held")}</StateBadge>
          <div className="sub">{t("heldText")}</div>
        </>
      );
    case "expired":
      return (
        <>
          <StateBadge tone="warn">{t("expired")}</StateBadge>
          <div className="sub">{t.rich("wasUntil", { date: () => date })}</div>
        </>
      );
    case "revoked":
    case "declined":
      return <StateBadge tone="none">{t(invitation.state)}</StateBadge>;
    case "open":
      return (
        <>
          <OpenBadge invitation={invitation} />
          <div className="sub">{t.rich("until", { date: () => date })}</div>
          {invitation.mail && <MailWords mail={invitation.mail} zone={zone} />}
        </>
      );
  }
}

function OpenBadge({ invitation }: { invitation: PersonInvitation }) {
  const t = useTranslations("people");
  const { mail, endsSoon } = invitation;
  if (mail?.state === "FAILED") return <StateBadge tone="bad">{t("notSent")}</StateBadge>;
  if (mail?.state === "DEFERRED") return <StateBadge tone="warn">{t("notSent")}</StateBadge>;
  if (endsSoon) return <StateBadge tone="warn">{t("endsSoon")}</StateBadge>;
  return <StateBadge tone="wait">{t("invited")}</StateBadge>;
}

function MailWords({ mail, zone }: Zone & { mail: PersonMail }) {
  const t = useTranslations("people");
  const at = mail.state === "DEFERRED" ? mail.nextTryAt : mail.sentAt;
  return (
    <div className="sub break-words">
      {t.rich(`mail${mail.state}`, {
        date: () => (at ? <Time date={at} zone={zone} look="both" /> : null),
        answer: mail.answer ?? "",
      })}
    </div>
  );
}
