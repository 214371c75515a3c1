import { useTranslations } from "next-intl";
import { ButtonLink } from "./ui/button-link";
import { Sheet } from "./ui/sheet";

/** The page behind 404: the same for what doesn't exist and for what belongs to somebody else. */
export function Missing() {
  const t = useTranslations("errorsPages");
  return (
    <Sheet title={t("notFoundTitle")} lead={t("notFoundText")}>
      <div className="mt-6">
        <ButtonLink href="/">{t("toHome")}</ButtonLink>
      </div>
    </Sheet>
  );
}
