import { useTranslations } from "next-intl";
import { StateBadge, type Tone } from "@/components/ui/state-badge";
import type { DataImportRow } from "@/lib/vendor-data/list-data-imports";

type Of = Pick<DataImportRow, "state" | "step" | "dryRun">;

const TONES = {
  WAITING: "none",
  RUNNING: "wait",
  CHECKED: "ok",
  DONE: "ok",
  REFUSED: "bad",
  FAILED: "bad",
} as const satisfies Record<string, Tone>;

/** How it stands with an import; one that runs without a step waits for the worker. */
export function stateOf({ state, step, dryRun }: Of): keyof typeof TONES {
  if (state === "RUNNING") return step === null ? "WAITING" : "RUNNING";
  return state === "DONE" && dryRun ? "CHECKED" : state;
}

export function DataImportState({ of }: { of: Of }) {
  const t = useTranslations("dataImports");
  const state = stateOf(of);
  return <StateBadge tone={TONES[state]}>{t(`states.${state}`)}</StateBadge>;
}
