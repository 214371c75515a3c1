import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { VisibilityRow } from "@/lib/visibility/list-visibilities";
import { VisibilityState } from "./visibility-state";

type Props = {
  rows: readonly VisibilityRow[];
  base: string;
  next: string | null;
  zone: string | undefined;
};

/** Grants of visibility, open ones and those that are over. */
export function VisibilityList({ rows, base, next, zone }: Props) {
  const t = useTranslations("visibility");
  return (
    <Ledger
      caption={t("caption")}
      rows={[...rows]}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "partner",
          width: "lg:w-[26%]",
          head: t("partner"),
          cell: ({ partner, isOwn }) => (
            <>
              <b className="font-medium">{partner.name}</b>
              <div className="sub num">{partner.number}</div>
              {isOwn && <div className="sub">{t("own")}</div>}
            </>
          ),
        },
        {
          key: "state",
          width: "lg:w-[18%]",
          head: t("state"),
          bare: true,
          cell: (row) => <VisibilityState row={row} zone={zone} />,
        },
        {
          key: "until",
          width: "lg:w-[14%]",
          head: t("until"),
          cell: ({ until }) => <Time date={until} zone="UTC" />,
        },
        {
          key: "grantedBy",
          width: "lg:w-[24%]",
          head: t("grantedBy"),
          cell: ({ grantedBy, grantedAt }) => (
            <>
              {grantedBy}
              <div className="sub">
                <Time date={grantedAt} zone={zone} look="both" />
              </div>
            </>
          ),
        },
        {
          key: "actions",
          width: "lg:w-[18%]",
          head: t("actions"),
          end: true,
          bare: true,
          cell: ({ id, partner, state }) => (
            <ButtonLink href={`${base}/${id}`}>
              {state === "open" || state === "endsSoon" ? t("change") : t("details")}
              <VisuallyHidden>{`, ${partner.name}`}</VisuallyHidden>
            </ButtonLink>
          ),
        },
      ]}
      empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      foot={next && <Pager next={next} />}
    />
  );
}
