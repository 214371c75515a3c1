import { useTranslations } from "next-intl";
import { Refused } from "@/components/refused";
import { type Permission, rolesThatMay } from "@/lib/policy/permissions";

/** The page behind a 403 says which roles open the screen (decision 22). */
export function RefusedScreen({ permission }: { permission: Permission }) {
  const t = useTranslations("roles");
  return <Refused roles={rolesThatMay(permission).map((role) => t(`${role}.name`))} />;
}
