import { useFormatter, useTranslations } from "next-intl";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import type { DataImportPage } from "@/lib/vendor-data/read-data-import";

interface Row {
  readonly file: string;
  /** Null where nothing of the file was taken over. */
  readonly saved: null | {
    readonly table: string;
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
  };
  readonly refused: number;
}

/** Each file of the set with what became, or would become, of its rows. */
export function DataSummary({ of: found }: { of: DataImportPage }) {
  const t = useTranslations("dataImports");
  const changed = found.dryRun ? "summaryCheck" : "summary";
  const title = t(found.state === "REFUSED" ? "files" : changed);
  return (
    <section className="grid gap-2" aria-labelledby="summary">
      <h2 id="summary">{title}</h2>
      <Ledger
        caption={title}
        rows={rowsOf(found)}
        rowKey={({ file, saved }) => `${file} ${saved?.table ?? ""}`}
        columns={useColumns()}
        empty={null}
      />
    </section>
  );
}

/** One file may fill several tables. */
function rowsOf({ summary: { files, saved, mistakes } }: DataImportPage): Row[] {
  return files.flatMap((file): Row[] => {
    const refused = mistakes[file] ?? 0;
    const tables = saved.filter((one) => one.file === file);
    if (tables.length === 0) return [{ file, saved: null, refused }];
    return tables.map((one) => ({ file, saved: one, refused }));
  });
}

function useColumns(): LedgerColumn<Row>[] {
  const t = useTranslations("dataImports");
  const format = useFormatter();
  const counts = (["new", "changed", "unchanged"] as const).map((what) => ({
    key: what,
    width: "lg:w-[14%]",
    head: t(what),
    end: true,
    cell: ({ saved }: Row) => (saved ? format.number(saved[what]) : t("nothing")),
  }));
  return [
    {
      key: "file",
      width: "lg:w-[44%]",
      head: t("file"),
      cell: ({ file, saved }) => (
        <>
          <span className="mono">{file}</span>
          {saved && t.has(`tables.${saved.table}` as "tables.Product") && (
            <div className="sub">{t(`tables.${saved.table}` as "tables.Product")}</div>
          )}
        </>
      ),
    },
    ...counts,
    {
      key: "refused",
      width: "lg:w-[14%]",
      head: t("mistakes"),
      end: true,
      cell: ({ refused }) => format.number(refused),
    },
  ];
}
