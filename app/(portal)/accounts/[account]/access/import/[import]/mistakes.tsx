import { useTranslations } from "next-intl";
import { EmailAddress } from "@/components/ui/email-address";
import { Ledger } from "@/components/ui/ledger";
import { COLUMNS } from "@/lib/imports/columns";
import type { ImportView } from "@/lib/imports/read-import";
import { sentence } from "@/lib/messages";

/** The rows with a mistake, by row and column. */
export function Mistakes({ view }: { view: ImportView }) {
  const t = useTranslations("imports");
  const { mistakes, counts } = view;
  if (mistakes.length === 0) return null;
  const title = t(view.state === "CHECKED" ? "mistakes" : "leftOut");
  const all = view.state === "CHECKED" ? counts.wrong : counts.refused;
  return (
    <section className="grid gap-2">
      <h2 className="text-lg font-semibold">{title}</h2>
      <Ledger
        caption={title}
        rows={mistakes}
        rowKey={({ rowNo }) => String(rowNo)}
        columns={[
          {
            key: "row",
            head: t("row"),
            width: "lg:w-[8%]",
            cell: ({ rowNo }) => (
              <span className="num">
                <span className="phone-only">{t("row")} </span>
                {rowNo}
              </span>
            ),
          },
          {
            key: "email",
            head: COLUMNS.email,
            width: "lg:w-[32%]",
            cell: ({ email }) => <EmailAddress>{email}</EmailAddress>,
          },
          {
            key: "reason",
            head: t("reason"),
            width: "lg:w-[60%]",
            bare: true,
            cell: ({ reasons }) =>
              reasons.map((reason, index) => (
                <div key={index} className="break-words">
                  {reason.column && <b className="font-medium">{COLUMNS[reason.column]}: </b>}
                  {sentence(reason)}
                </div>
              )),
          },
        ]}
        empty={null}
        foot={all > mistakes.length && <p>{t("moreMistakes", { shown: mistakes.length })}</p>}
      />
    </section>
  );
}
