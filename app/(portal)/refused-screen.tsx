import { useTranslations } from "next-intl";
import { Refused } from "@/components/refused";
import { ButtonLink } from "@/components/ui/button-link";
import { type Permission, rolesThatMay } from "@/lib/policy/permissions";

/** The page behind a 403 says which roles open the screen (decision 22). */
export function RefusedScreen({ permission }: { permission: Permission }) {
  const t = useTranslations();
  const roles = rolesThatMay(permission).map((role) => t(`roles.${role}.name`));
  return (
    <Refused roles={roles}>
      <ButtonLink href="/">{t("errorsPages.toHome")}</ButtonLink>
      <ButtonLink href="/profile" variant="quiet">
        {t("errorsPages.toProfile")}
      </ButtonLink>
    </Refused>
  );
}
