import { useFormatter, useTranslations } from "next-intl";
import type { CheckboxOption } from "@/components/forms/checkbox-group";
import type { RoleBar, RoleChoice } from "@/lib/accounts/read-person";

/** The six boxes, each that can't be changed with its reason (R58). */
export function useRoleOptions(choices: readonly RoleChoice[]): CheckboxOption[] {
  const t = useTranslations("person");
  const roleName = useTranslations("roles");
  const format = useFormatter();
  const reason = (bar: RoleBar) => {
    if (bar.kind !== "onlyBy") return t(`bars.${bar.kind}`);
    const names = bar.roles.map((one) => roleName(`${one}.name`));
    return t("bars.onlyBy", { roles: format.list(names, { type: "disjunction" }) });
  };
  return choices.map(({ role, bar }) => ({
    value: role,
    label: roleName(`${role}.name`),
    hint: roleName(`${role}.hint`),
    disabledReason: bar ? reason(bar) : undefined,
  }));
}
