import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { KeyFilters } from "@/lib/keys/key-query";

type Props = { filters: KeyFilters; count: number };

/** How many keys, and what of the list they are. */
export function ExportFacts({ filters, count }: Props) {
  const t = useTranslations("keys");
  const format = useFormatter();
  const { search, family, status } = filters;
  return (
    <Panel flush title={t("export.about")}>
      <Facts
        look="panel"
        facts={[
          { term: t("export.count"), value: format.number(count), num: true },
          { term: t("product"), value: search ?? t("export.everything") },
          { term: t("family"), value: family ?? t("anyFamily") },
          { term: t("status"), value: status ? t(`statuses.${status}`) : t("anyStatus") },
        ]}
      />
    </Panel>
  );
}
