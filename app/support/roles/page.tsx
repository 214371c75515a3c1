import { getFormatter, getTranslations } from "next-intl/server";
import { Guide } from "@/components/guide/guide";
import { Ledger } from "@/components/ui/ledger";
import { assigners } from "@/lib/policy/assignable-roles";
import { allows, PERMISSIONS } from "@/lib/policy/permissions";
import { ROLES } from "@/lib/policy/roles";

export async function generateMetadata() {
  const t = await getTranslations("support");
  return { title: t("guides.roles.title") };
}

const RULES = ["union", "next", "self", "administrator", "last", "designated"] as const;

/** Understanding user roles (H6): its tables are the policy itself. */
export default async function RolesGuide() {
  const t = await getTranslations("support.roles");
  const words = await getTranslations("support");
  const roleName = await getTranslations("roles");
  const access = await getTranslations("access");
  const format = await getFormatter();
  return (
    <Guide title={words("guides.roles.title")} lead={t("lead")} print={words("print")}>
      <h2>{t("table.title")}</h2>
      <Ledger
        caption={t("table.caption")}
        rows={[...ROLES]}
        rowKey={(role) => role}
        columns={[
          {
            key: "role",
            width: "lg:w-[30%]",
            head: t("table.role"),
            cell: (role) => <b>{roleName(`${role}.name`)}</b>,
          },
          {
            key: "can",
            width: "lg:w-[70%]",
            head: t("table.can"),
            bare: true,
            cell: (role) => (
              <ul className="list-disc ps-4">
                {PERMISSIONS.filter((permission) => allows([role], permission)).map(
                  (permission) => (
                    <li key={permission}>{access(`can.${permission}`)}</li>
                  ),
                )}
              </ul>
            ),
          },
        ]}
        empty={null}
      />
      <p className="mt-3">{t("own")}</p>

      <h2>{t("assign.title")}</h2>
      <p className="mb-3">{t("assign.text")}</p>
      <Ledger
        caption={t("assign.caption")}
        rows={[...ROLES]}
        rowKey={(role) => role}
        columns={[
          {
            key: "role",
            width: "lg:w-[30%]",
            head: t("assign.role"),
            cell: (role) => roleName(`${role}.name`),
          },
          {
            key: "by",
            width: "lg:w-[70%]",
            head: t("assign.by"),
            cell: (role) =>
              format.list(
                assigners(role).map((one) => roleName(`${one}.name`)),
                { type: "disjunction" },
              ),
          },
        ]}
        empty={null}
      />

      <h2>{t("rules.title")}</h2>
      <ul className="my-3 grid list-disc gap-2 ps-5">
        {RULES.map((rule) => (
          <li key={rule}>{t(`rules.${rule}`)}</li>
        ))}
      </ul>
    </Guide>
  );
}
