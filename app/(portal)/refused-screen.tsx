import { getTranslations } from "next-intl/server";
import { Ended } from "@/app/ended";
import { Refused } from "@/components/refused";
import { ButtonLink } from "@/components/ui/button-link";
import { endedAt } from "@/lib/auth/ended-at";
import { requestPath } from "@/lib/auth/request-origin";
import { type Permission, rolesThatMay } from "@/lib/policy/permissions";

/**
 * The page behind a 403 says which roles open the screen (decision 22), or that the whole account is closed:
 * a click on a page that was opened before fetches no layout, which would have said so.
 */
export async function RefusedScreen({ permission }: { permission?: Permission }) {
  const ended = await endedAt(await requestPath());
  if (ended) return <Ended access={ended} />;
  if (!permission) return null;
  const t = await getTranslations();
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
