import { useTranslations } from "next-intl";
import { StateBadge, type Tone } from "@/components/ui/state-badge";
import type { ImportListing } from "@/lib/imports/list-imports";

const TONES = {
  CHECKED: "none",
  RUNNING: "wait",
  DONE: "ok",
  CANCELLED: "warn",
} as const satisfies Record<ImportListing["state"], Tone>;

/** How far an import is, in words. */
export function ImportState({ state }: { state: ImportListing["state"] }) {
  const t = useTranslations("imports");
  return <StateBadge tone={TONES[state]}>{t(`states.${state}`)}</StateBadge>;
}
