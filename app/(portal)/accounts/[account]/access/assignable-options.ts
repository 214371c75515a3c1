import { getFormatter, getTranslations } from "next-intl/server";
import type { MemberActor } from "@/lib/policy/actor";
import { roleChoices } from "@/lib/policy/authorize";

/** The six roles; one that the actor may not assign says who may (R58). */
export async function assignableOptions(actor: MemberActor) {
  const t = await getTranslations("invite");
  const roleName = await getTranslations("roles");
  const format = await getFormatter();
  return roleChoices(actor).map(({ role, assignableBy }) => {
    const names = (assignableBy ?? []).map((one) => roleName(`${one}.name`));
    return {
      value: role,
      label: roleName(`${role}.name`),
      hint: roleName(`${role}.hint`),
      disabledReason: assignableBy
        ? t("onlyBy", { roles: format.list(names, { type: "disjunction" }) })
        : undefined,
    };
  });
}
