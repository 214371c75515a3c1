import { useTranslations } from "next-intl";
import { StateBadge, type Tone } from "@/components/ui/state-badge";
import type { DomainState } from "@/lib/domains/domain-row";

/** How a domain stands, in two or three words. */
export function DomainStateBadge({ state }: { state: DomainState }) {
  const t = useTranslations("domains.states");
  return <StateBadge tone={TONES[state]}>{t(state)}</StateBadge>;
}

const TONES: Record<DomainState, Tone> = {
  waiting: "wait",
  stopped: "none",
  withVendor: "wait",
  refused: "bad",
  verified: "ok",
  shaky: "warn",
  lost: "warn",
  closed: "bad",
};
