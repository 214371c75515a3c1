import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import { activationsOf } from "@/lib/keys/activations";

type Props = { of: Parameters<typeof activationsOf>[0] };

/** How many activations are used of those allowed; near the limit a word says so. */
export function Activations({ of }: Props) {
  const t = useTranslations("keys");
  const activations = activationsOf(of);
  if (!activations) return t("notLimited");
  const { used, allowed, left, nearLimit } = activations;
  return (
    <>
      <span className="num">{t("usedOf", { used, allowed })}</span>
      {nearLimit && (
        <div className="sub">
          <StateBadge tone={left > 0 ? "warn" : "bad"}>
            {left > 0 ? t("nearLimit", { left }) : t("noneLeft")}
          </StateBadge>
        </div>
      )}
    </>
  );
}
