import { useFormatter, useTranslations } from "next-intl";
import { Ledger } from "@/components/ui/ledger";
import { sentence } from "@/lib/messages";
import type { DataImportPage } from "@/lib/vendor-data/read-data-import";

/** What is wrong, by file, line and column. */
export function DataProblems({ of: { problems, summary } }: { of: DataImportPage }) {
  const t = useTranslations("dataImports");
  const format = useFormatter();
  if (problems.length === 0) return null;
  const all = Object.values(summary.mistakes).reduce((sum, one) => sum + one, 0);
  return (
    <section className="grid gap-2" aria-labelledby="problems">
      <h2 id="problems">{t("problems")}</h2>
      <Ledger
        caption={t("problems")}
        rows={problems.map((problem, index) => ({ ...problem, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            key: "file",
            width: "lg:w-[20%]",
            head: t("file"),
            cell: ({ file }) => <span className="mono break-all">{file}</span>,
          },
          {
            key: "line",
            width: "lg:w-[10%]",
            head: t("line"),
            cell: ({ line }) => (
              <span className="num">{line === null ? t("wholeFile") : format.number(line)}</span>
            ),
          },
          {
            key: "column",
            width: "lg:w-[20%]",
            head: t("column"),
            cell: ({ column }) => column ?? t("nothing"),
          },
          {
            key: "reason",
            width: "lg:w-[50%]",
            head: t("reason"),
            bare: true,
            cell: (problem) => <span className="break-words">{sentence(problem.sentence)}</span>,
          },
        ]}
        empty={null}
        foot={all > problems.length && <p>{t("moreProblems", { shown: problems.length, all })}</p>}
      />
    </section>
  );
}
