import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/forms/copy-button";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { DomainRow } from "@/lib/domains/domain-row";
import { ProviderHints } from "./provider-hints";

/** The TXT record that proves the domain, ready to be copied. */
export function RecordPanel({ row }: { row: DomainRow }) {
  const t = useTranslations("domains");
  const { label, name, value } = row.record;
  const copied = t("copied");
  return (
    <Panel title={t("record")}>
      <div className="grid gap-4">
        <p className="text-muted">{t("recordText", { name: row.name })}</p>
        <Facts
          stacked
          facts={[
            { term: t("type"), value: <Copied text="TXT" /> },
            {
              term: t("name"),
              value: <Copied text={label} button={{ label: t("copyName"), copied }} />,
            },
            {
              term: t("nameLong"),
              value: <Copied text={name} button={{ label: t("copyLong"), copied }} />,
            },
            {
              term: t("value"),
              value: <Copied text={value} button={{ label: t("copyValue"), copied }} />,
            },
            { term: t("ttl"), value: t("ttlText") },
          ]}
        />
        <ProviderHints row={row} />
      </div>
    </Panel>
  );
}

type CopiedProps = { text: string; button?: { label: string; copied: string } };

function Copied({ text, button }: CopiedProps) {
  return (
    <>
      <code className="block break-all select-all" dir="ltr">
        {text}
      </code>
      {button && <CopyButton text={text} {...button} />}
    </>
  );
}
