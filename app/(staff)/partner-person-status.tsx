import { useTranslations } from "next-intl";
import { DeliveryWords } from "@/components/delivery-words";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { PartnerPerson } from "@/lib/partners/list-partner-people";

type Props = { person: PartnerPerson; zone: string | undefined };

/** How it stands with one of a partner's people, in words. */
export function PartnerPersonStatus({ person, zone }: Props) {
  const t = useTranslations("partnerPeople");
  const { invitation, status } = person;
  if (!invitation) {
    return status === "ACTIVE" ? (
      <StateBadge tone="ok">{t("active")}</StateBadge>
    ) : (
      <StateBadge tone="none">{t("disabled")}</StateBadge>
    );
  }
  const { state, expiresAt, delivery, declineReason } = invitation;
  const date = () => <Time date={expiresAt} zone={zone} look="both" />;
  return (
    <>
      <StateBadge tone={TONES[state]}>{t(`invitation.${state}`)}</StateBadge>
      {state === "open" && <div className="sub">{t.rich("until", { date })}</div>}
      {state === "expired" && <div className="sub">{t.rich("wasUntil", { date })}</div>}
      {declineReason !== null && (
        <div className="sub break-words">{t("declineReason", { reason: declineReason })}</div>
      )}
      {state === "open" && delivery && <DeliveryWords delivery={delivery} zone={zone} />}
    </>
  );
}

const TONES = { open: "wait", expired: "warn", declined: "warn", revoked: "none" } as const;
