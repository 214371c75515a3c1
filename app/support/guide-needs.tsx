import { getTranslations } from "next-intl/server";
import { RoleLine } from "@/components/guide/role-line";
import { type Permission, rolesThatMay } from "@/lib/policy/permissions";

/** The roles that a part needs, as the policy has them. */
export async function GuideNeeds({ permission }: { permission: Permission }) {
  const words = await getTranslations("support");
  const roleName = await getTranslations("roles");
  const roles = rolesThatMay(permission).map((role) => roleName(`${role}.name`));
  return <RoleLine label={words("needs")} roles={roles} />;
}
