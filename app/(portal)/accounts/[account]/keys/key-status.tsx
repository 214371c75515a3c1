import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";

const TONES = { ACTIVE: "ok", BLOCKED: "bad", REPLACED: "none" } as const;

export function KeyStatus({ status }: { status: keyof typeof TONES }) {
  const t = useTranslations("keys");
  return <StateBadge tone={TONES[status]}>{t(`statuses.${status}`)}</StateBadge>;
}
