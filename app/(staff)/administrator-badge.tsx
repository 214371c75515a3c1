import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { AdministratorState } from "@/lib/designations/administrator-state";

type Props = { state: AdministratorState; zone: string | undefined };

const TONES = {
  hasAccess: "ok",
  invited: "wait",
  expired: "warn",
  declined: "warn",
  withoutAccess: "bad",
} as const;

/** How it stands with a designated administrator, in words. */
export function AdministratorBadge({ state, zone }: Props) {
  const t = useTranslations("staff.is");
  const at = "until" in state ? state.until : "since" in state ? state.since : null;
  const date = () => (at ? <Time date={at} zone={zone} /> : null);
  return <StateBadge tone={TONES[state.kind]}>{t.rich(state.kind, { date })}</StateBadge>;
}
