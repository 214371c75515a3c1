import { useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { VisibilityRow } from "@/lib/visibility/list-visibilities";
import { VisibilityState } from "../visibility-state";

type Props = { row: VisibilityRow; zone: string | undefined };

/** Who sees, until when, and who let them. */
export function VisibilityFacts({ row, zone }: Props) {
  const t = useTranslations("visibility");
  return (
    <Facts
      look="panel"
      facts={[
        { term: t("state"), value: <VisibilityState row={row} zone={zone} /> },
        { term: t("partnerNumber"), value: row.partner.number, num: true },
        ...(row.isOwn ? [{ term: t("partner"), value: t("own") }] : []),
        { term: t("until"), value: <Time date={row.until} zone="UTC" /> },
        {
          term: t("grantedBy"),
          value: (
            <>
              {row.grantedBy}, <Time date={row.grantedAt} zone={zone} look="both" />
            </>
          ),
        },
      ]}
    />
  );
}
