import { useTranslations } from "next-intl";
import { StateBadge, type Tone } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { JoinRequestRow } from "@/lib/join-requests/list-join-requests";

type Props = { row: JoinRequestRow; zone: string | undefined };

/** How a request stands: until when it is open, or who decided. */
export function RequestState({ row: { state, expiresAt, decidedBy }, zone }: Props) {
  const t = useTranslations("joinRequests");
  return (
    <>
      <StateBadge tone={TONES[state]}>{t(`states.${state}`)}</StateBadge>
      <div className="sub">
        {state === "PENDING" &&
          t.rich("until", { date: () => <Time date={expiresAt} zone={zone} /> })}
        {decidedBy !== null && t("by", { name: decidedBy })}
      </div>
    </>
  );
}

const TONES: Record<JoinRequestRow["state"], Tone> = {
  PENDING: "wait",
  APPROVED: "ok",
  DECLINED: "none",
  CLOSED: "none",
  EXPIRED: "none",
};
