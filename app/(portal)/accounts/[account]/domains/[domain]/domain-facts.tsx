import { useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { DomainRow } from "@/lib/domains/domain-row";

type Props = { row: DomainRow; zone: string | undefined };

/** Since when, and when it is looked at. */
export function DomainFacts({ row, zone }: Props) {
  const t = useTranslations("domains");
  const { name, nameKey, since, verifiedAt, checkedAt, nextCheckAt, isChecking, siblings } = row;
  const at = (date: Date) => <Time date={date} zone={zone} look="both" />;
  return (
    <Panel flush title={t("domain")}>
      <Facts
        look="panel"
        facts={[
          ...(name === nameKey ? [] : [{ term: "ASCII", value: nameKey }]),
          { term: t("since"), value: at(since) },
          ...(verifiedAt ? [{ term: t("verifiedAt"), value: at(verifiedAt) }] : []),
          { term: t("checked"), value: checkedAt ? at(checkedAt) : t("never") },
          ...(isChecking || !nextCheckAt ? [] : [{ term: t("nextCheck"), value: at(nextCheckAt) }]),
          ...(siblings > 0
            ? [{ term: t("siblings"), value: t("siblingCount", { count: siblings }) }]
            : []),
        ]}
      />
    </Panel>
  );
}
