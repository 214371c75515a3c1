import { useTranslations } from "next-intl";
import { PublicFrame } from "@/components/public-frame";
import { Refused } from "@/components/refused";
import { ButtonLink } from "@/components/ui/button-link";
import { env } from "@/lib/env";

/** For segments without a page of their own; those name the roles that open the screen. */
export default function Forbidden() {
  const t = useTranslations("errorsPages");
  return (
    <PublicFrame vendor={env.VENDOR_NAME} demo={env.demo}>
      <Refused>
        <ButtonLink href="/">{t("toHome")}</ButtonLink>
        <ButtonLink href="/profile" variant="quiet">
          {t("toProfile")}
        </ButtonLink>
      </Refused>
    </PublicFrame>
  );
}
