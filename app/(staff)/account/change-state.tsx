import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { OpenChange } from "@/lib/designations/read-account";
import { env } from "@/lib/env";

type Props = {
  change: Pick<OpenChange, "state" | "reviewReason" | "actsAt">;
  zone: string | undefined;
};

/** How it stands with an open change, in words: what it waits for, and who decides. */
export function ChangeState(props: Props) {
  return (
    <span className="[&_.state]:whitespace-normal">
      <Badge {...props} />
    </span>
  );
}

function Badge({ change, zone }: Props) {
  const t = useTranslations("staff.open");
  const { state, reviewReason, actsAt } = change;
  const vendor = env.VENDOR_NAME;
  if (state === "WAITING") {
    const date = () => <Time date={actsAt} zone={zone} look="both" />;
    return <StateBadge tone="wait">{t.rich("WAITING", { date })}</StateBadge>;
  }
  if (state === "OBJECTED") return <StateBadge tone="bad">{t("OBJECTED", { vendor })}</StateBadge>;
  return <StateBadge tone="warn">{t(reviewReason ?? "REVIEW", { vendor })}</StateBadge>;
}
