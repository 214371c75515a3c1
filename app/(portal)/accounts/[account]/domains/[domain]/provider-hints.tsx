import { useTranslations } from "next-intl";
import type { DomainRow } from "@/lib/domains/domain-row";

/** Where the record goes at common DNS providers: no more than what differs between them. */
export function ProviderHints({ row: { name, nameKey, record } }: { row: DomainRow }) {
  const t = useTranslations("domains.hints");
  const own = record.name.slice(0, -nameKey.length - 1);
  return (
    <details>
      <summary className="link cursor-pointer font-medium">{t("title")}</summary>
      <ul className="mt-2 grid max-w-[70ch] list-disc gap-2 ps-5">
        <li>{t("most", { doubled: record.doubled })}</li>
        <li>{t("route53")}</li>
        <li>{t("cloud")}</li>
        <li>
          {t("zone")}
          <code className="mt-1 block break-all" dir="ltr">
            {`${record.name}. 3600 IN TXT "${record.value}"`}
          </code>
        </li>
        {record.label !== own && <li>{t("subdomain", { name, label: own })}</li>}
      </ul>
    </details>
  );
}
