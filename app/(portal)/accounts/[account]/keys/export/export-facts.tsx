import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { EXPORT_AT_MOST } from "@/lib/keys/export-keys";
import type { KeyFilters } from "@/lib/keys/key-query";

type Props = { filters: KeyFilters; count: number };

/** How many keys, and what of the list they are. */
export function ExportFacts({ filters, count }: Props) {
  const t = useTranslations("keys");
  const format = useFormatter();
  const { search, family, status } = filters;
  // Beyond the most that a file may hold nobody has counted.
  const keys =
    count > EXPORT_AT_MOST
      ? t("export.countBeyond", { max: EXPORT_AT_MOST })
      : format.number(count);
  return (
    <Panel flush title={t("export.about")}>
      <Facts
        look="panel"
        facts={[
          { term: t("export.count"), value: keys, num: true },
          { term: t("product"), value: search ?? t("export.everything") },
          { term: t("family"), value: family ?? t("anyFamily") },
          { term: t("status"), value: status ? t(`statuses.${status}`) : t("anyStatus") },
        ]}
      />
    </Panel>
  );
}
