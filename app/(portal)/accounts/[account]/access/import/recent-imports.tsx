import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Time } from "@/components/ui/time";
import type { ImportListing } from "@/lib/imports/list-imports";
import { ImportState } from "./import-state";

type Props = { imports: ImportListing[]; base: string; zone: string | undefined };

/** The newest imports of the account. */
export function RecentImports({ imports, base, zone }: Props) {
  const t = useTranslations("imports");
  return (
    <section className="grid gap-2">
      <h2 className="text-lg font-semibold">{t("recent")}</h2>
      <Ledger
        caption={t("recent")}
        rows={imports}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "file",
            width: "lg:w-[38%]",
            head: t("recentFile"),
            cell: ({ id, fileName }) => (
              <AppLink className="link break-all" href={`${base}/${id}`}>
                {fileName}
              </AppLink>
            ),
          },
          { key: "by", width: "lg:w-[20%]", head: t("recentBy"), cell: ({ by }) => by },
          {
            key: "when",
            width: "lg:w-[18%]",
            head: t("recentWhen"),
            cell: ({ createdAt }) => <Time date={createdAt} zone={zone} look="both" />,
          },
          {
            key: "state",
            width: "lg:w-[24%]",
            head: t("recentState"),
            bare: true,
            cell: ({ state, done, total }) => (
              <>
                <ImportState state={state} />
                <div className="sub num">{t("doneOf", { done, total })}</div>
              </>
            ),
          },
        ]}
        empty={<EmptyState title={t("none")}>{t("noneText")}</EmptyState>}
      />
    </section>
  );
}
