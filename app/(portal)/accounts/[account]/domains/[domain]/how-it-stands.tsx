import { useTranslations } from "next-intl";
import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import { env } from "@/lib/env";
import type { DomainRow, DomainState } from "@/lib/domains/domain-row";

type Props = { row: DomainRow; zone: string | undefined };

/** How the domain stands and what comes next, in sentences. */
export function HowItStands({ row, zone }: Props) {
  const t = useTranslations("domains");
  const { state, isContested, isDemo, graceEnd, searchEnd } = row;
  const vendor = env.VENDOR_NAME;
  const date = state === "waiting" ? searchEnd : graceEnd;
  return (
    <div className="grid max-w-[70ch] gap-3" aria-live="polite">
      <Note tone={TONES[state]} title={t(`states.${state}`)}>
        {isDemo
          ? t("demo")
          : t.rich(`now.${state}`, {
              vendor,
              date: () => date && <Time date={date} zone={zone} look="both" />,
            })}
      </Note>
      {isContested && <Note tone="warn">{t("contested", { vendor })}</Note>}
    </div>
  );
}

const TONES: Record<DomainState, "ok" | "info" | "warn" | "bad"> = {
  waiting: "info",
  stopped: "warn",
  withVendor: "info",
  refused: "bad",
  verified: "ok",
  shaky: "warn",
  lost: "warn",
  closed: "bad",
};
