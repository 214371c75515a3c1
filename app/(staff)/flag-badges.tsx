import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import type { Flag } from "@/lib/designations/account-flags";

const TONES = {
  neverAccepted: "wait",
  mailTrouble: "bad",
  endsSoon: "warn",
  withoutAccess: "bad",
  soleAdministrator: "none",
} as const satisfies Record<Flag, string>;

/** Why an account is in the work queue, in the words of its filters. */
export function FlagBadges({ flags }: { flags: readonly Flag[] }) {
  const t = useTranslations("staff.shows");
  return flags.map((flag) => (
    <div key={flag}>
      <StateBadge tone={TONES[flag]}>{t(flag)}</StateBadge>
    </div>
  ));
}
