import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { COLUMNS, type Column } from "@/lib/imports/columns";
import { MAIL_LANGUAGES } from "@/lib/languages";
import { ROLES } from "@/lib/policy/roles";

/** The columns of a file and what may stand in them. */
export function FileColumns() {
  const t = useTranslations("imports");
  const roleName = useTranslations("roles");
  const format = useFormatter();
  const roles = format.list(
    ROLES.map((role) => roleName(`${role}.name`)),
    { type: "unit" },
  );
  const languages = format.list(MAIL_LANGUAGES, { type: "unit" });
  return (
    <Panel flush title={t("columnsTitle")}>
      <p className="px-4 pt-4 text-muted">{t("columnsText")}</p>
      <Facts
        look="panel"
        stacked
        facts={(Object.keys(COLUMNS) as Column[]).map((column) => ({
          term: COLUMNS[column],
          value: t(`columns.${column}`, { roles, languages }),
        }))}
      />
    </Panel>
  );
}
