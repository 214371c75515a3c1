import { useTranslations } from "next-intl";
import { StateBadge, type Tone } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { VisibilityRow } from "@/lib/visibility/list-visibilities";

type Props = { row: VisibilityRow; zone: string | undefined };

/** How a grant stands; a revoked one says since when. */
export function VisibilityState({ row: { state, endedAt }, zone }: Props) {
  const t = useTranslations("visibility");
  return (
    <>
      <StateBadge tone={TONES[state]}>{t(`states.${state}`)}</StateBadge>
      {state === "revoked" && endedAt && (
        <div className="sub">
          <Time date={endedAt} zone={zone} look="both" />
        </div>
      )}
    </>
  );
}

const TONES: Record<VisibilityRow["state"], Tone> = {
  open: "ok",
  endsSoon: "warn",
  over: "none",
  revoked: "none",
};
