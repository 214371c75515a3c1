import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Time } from "@/components/ui/time";
import type { DataImportRow } from "@/lib/vendor-data/list-data-imports";
import { DataImportState } from "./data-import-state";

type Props = { imports: DataImportRow[]; path: string; zone: string | undefined };

/** The newest imports, whether they were uploaded or began on the command line. */
export function RecentDataImports({ imports, path, zone }: Props) {
  const t = useTranslations("dataImports");
  return (
    <section className="grid gap-2" aria-labelledby="recent">
      <h2 id="recent">{t("recent")}</h2>
      <Ledger
        caption={t("recent")}
        rows={imports}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "when",
            width: "lg:w-[22%]",
            head: t("when"),
            cell: ({ id, createdAt }) => (
              <AppLink className="link" href={`${path}/${id}`}>
                <Time date={createdAt} zone={zone} look="both" />
              </AppLink>
            ),
          },
          {
            key: "by",
            width: "lg:w-[26%]",
            head: t("by"),
            cell: ({ by }) => (by === null ? t("commandLine") : <EmailAddress>{by}</EmailAddress>),
          },
          {
            key: "files",
            width: "lg:w-[32%]",
            head: t("files"),
            cell: ({ summary }) => summary.files.join(", "),
          },
          {
            key: "state",
            width: "lg:w-[20%]",
            head: t("state"),
            bare: true,
            cell: (row) => <DataImportState of={row} />,
          },
        ]}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      />
    </section>
  );
}
