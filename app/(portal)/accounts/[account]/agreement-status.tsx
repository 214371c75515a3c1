import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";

const TONES = { ACTIVE: "ok", ENDED: "none", TERMINATED: "bad" } as const;

export function AgreementStatus({ status }: { status: keyof typeof TONES }) {
  const t = useTranslations("agreements");
  return <StateBadge tone={TONES[status]}>{t(status)}</StateBadge>;
}
