import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import type { SubscriptionView } from "@/lib/seats/subscription-view";

const TONES = { RUNNING: "ok", NOT_STARTED: "wait", ENDED: "none", NEEDS_DOMAIN: "warn" } as const;

type Props = { state: SubscriptionView["state"]; isOpen: boolean };

/** Where a subscription stands; one that is over needs no domain any more. */
export function SubscriptionStatus({ state, isOpen }: Props) {
  const t = useTranslations("services");
  const shown = isOpen || state === "ENDED" ? state : "NEEDS_DOMAIN";
  return <StateBadge tone={TONES[shown]}>{t(`states.${shown}`)}</StateBadge>;
}
