import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { ButtonLink } from "@/components/ui/button-link";
import { Day } from "@/components/ui/day";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { AgreementRow } from "@/lib/agreements/list-agreements";
import { AgreementStatus } from "../agreement-status";

type Props = { agreements: AgreementRow[]; base: string };

/** Agreements with the reference that one's own organization knows them by. */
export function AgreementsList({ agreements, base }: Props) {
  const t = useTranslations("agreements");
  return (
    <Ledger
      caption={t("title")}
      rows={agreements}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "number",
          width: "lg:w-[26%]",
          head: t("number"),
          cell: ({ key, number, customerReference }) => (
            <>
              <AppLink className="link num" href={`${base}/${key}`}>
                <b>{number}</b>
              </AppLink>
              {customerReference && <div className="sub">{customerReference}</div>}
            </>
          ),
        },
        {
          key: "signed",
          width: "lg:w-[13%]",
          head: t("signed"),
          cell: ({ signedOn }) => <Day date={signedOn} />,
        },
        {
          key: "ends",
          width: "lg:w-[13%]",
          head: t("ends"),
          cell: ({ endsOn }) => (endsOn ? <Day date={endsOn} /> : t("noEnd")),
        },
        {
          key: "partner",
          width: "lg:w-[21%]",
          head: t("partner"),
          cell: ({ partner }) => partner ?? t("direct"),
        },
        {
          key: "status",
          width: "lg:w-[14%]",
          head: t("status"),
          bare: true,
          cell: ({ status }) => <AgreementStatus status={status} />,
        },
        {
          key: "actions",
          width: "lg:w-[13%]",
          head: t("actions"),
          actions: true,
          cell: ({ key, number }) => (
            <ButtonLink href={`${base}/${key}`}>
              {t("details")}
              <VisuallyHidden>{`, ${number}`}</VisuallyHidden>
            </ButtonLink>
          ),
        },
      ]}
      empty={<EmptyState title={t("empty")} />}
    />
  );
}
