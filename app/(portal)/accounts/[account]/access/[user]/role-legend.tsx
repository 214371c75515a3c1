import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";

/** ROLE, with the guide that says what each of them opens (H6). */
export function RoleLegend() {
  const t = useTranslations("invite");
  return (
    <>
      {t("role")} <span className="font-normal text-muted">{t("roleHint")}</span>{" "}
      <AppLink className="link font-normal" href="/support/roles">
        {t("roleGuide")}
      </AppLink>
    </>
  );
}
