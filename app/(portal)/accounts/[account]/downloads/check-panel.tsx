import { useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { LINK_LIFE } from "@/lib/downloads/download-link";

/** Typed as they are, with the name of the file at their end. */
const COMMANDS = {
  windows: "certutil -hashfile",
  mac: "shasum -a 256",
  linux: "sha256sum",
} as const;

type System = keyof typeof COMMANDS;

/** How to find out whether a file arrived as the vendor made it. */
export function CheckPanel() {
  const t = useTranslations("downloads.check");
  const command = (system: System) => (
    <code className="mono break-words">
      {COMMANDS[system]} {t("fileName")}
      {system === "windows" && " SHA256"}
    </code>
  );
  return (
    <Panel title={t("title")}>
      <p className="mb-3 max-w-[70ch]">{t("lead")}</p>
      <Facts
        stacked
        facts={(["windows", "mac", "linux"] as const).map((system) => ({
          term: t(system),
          value: command(system),
        }))}
      />
      <p className="mt-3 max-w-[70ch] text-muted">
        {t("resume", { hours: LINK_LIFE / 3_600_000 })}
      </p>
    </Panel>
  );
}
