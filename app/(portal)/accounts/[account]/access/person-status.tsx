import { useTranslations } from "next-intl";
import { DeliveryWords, deliveryTone } from "@/components/delivery-words";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { PersonInvitation, PersonRow } from "@/lib/accounts/person-row";

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
  const { delivery, declineReason: reason } = invitation;
  const date = () => <Time date={invitation.expiresAt} zone={zone} look="both" />;
  switch (invitation.state) {
    case "held":
      return (
        <>
          <StateBadge tone="warn">{t("held")}</StateBadge>
          <div className="sub">{t("heldText")}</div>
        </>
      );
    case "revoked":
      return <StateBadge tone="none">{t("revoked")}</StateBadge>;
    case "declined":
      return (
        <>
          <StateBadge tone="warn">{t("declined")}</StateBadge>
          {reason !== null && (
            <div className="sub break-words">{t("declinedReason", { reason })}</div>
          )}
        </>
      );
    case "expired":
    case "open":
      return (
        <>
          <OpenBadge invitation={invitation} />
          <div className="sub">
            {t.rich(invitation.state === "open" ? "until" : "wasUntil", { date })}
          </div>
          {delivery && <DeliveryWords delivery={delivery} zone={zone} />}
        </>
      );
  }
}

const BADGES: Partial<Record<string, "bounced" | "returned">> = {
  BOUNCED: "bounced",
  RETURNED: "returned",
};

function OpenBadge({ invitation }: { invitation: PersonInvitation }) {
  const t = useTranslations("people");
  const { delivery, endsSoon, state } = invitation;
  if (state === "expired") return <StateBadge tone="warn">{t("expired")}</StateBadge>;
  const tone = delivery && deliveryTone(delivery);
  if (tone) {
    return <StateBadge tone={tone}>{t(BADGES[delivery.state] ?? "notSent")}</StateBadge>;
  }
  if (endsSoon) return <StateBadge tone="warn">{t("endsSoon")}</StateBadge>;
  return <StateBadge tone="wait">{t("invited")}</StateBadge>;
}
