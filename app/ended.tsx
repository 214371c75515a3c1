import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Sheet } from "@/components/ui/sheet";
import type { EndedAccess } from "@/lib/accounts/ended-access";

/** Who was let in once reads why not now. */
export function Ended({ access: { status, organization } }: { access: EndedAccess }) {
  const t = useTranslations("errorsPages");
  const isDisabled = status === "DISABLED";
  return (
    <Sheet
      title={t(isDisabled ? "disabledTitle" : "removedTitle", { organization })}
      lead={t(isDisabled ? "disabledText" : "removedText")}
    >
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href="/">{t("toHome")}</ButtonLink>
        <ButtonLink href="/profile" variant="quiet">
          {t("toProfile")}
        </ButtonLink>
      </div>
    </Sheet>
  );
}
