import { useFormatter, useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { allows, PERMISSIONS, rolesThatMay } from "@/lib/policy/permissions";
import type { Role } from "@/lib/policy/roles";

/** What one may do in a purchasing account, and by which of one's roles. */
export function WhyVisible({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations("profile");
  const right = useTranslations("access.can");
  const roleName = useTranslations("roles");
  const format = useFormatter();
  const mine = PERMISSIONS.filter((permission) => allows(roles, permission));
  const namesFor = (permission: (typeof PERMISSIONS)[number]) =>
    format.list(
      rolesThatMay(permission)
        .filter((role) => roles.includes(role))
        .map((role) => roleName(`${role}.name`)),
    );
  return (
    <details>
      <summary className="link inline-block">{t("why")}</summary>
      <ul className="mt-1 list-disc ps-5 text-sm">
        {mine.map((permission) => (
          <li key={permission}>
            {t("whyRight", { right: right(permission), roles: namesFor(permission) })}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-sm">
        <AppLink className="link" href="/support/roles">
          {t("whyGuide")}
        </AppLink>
      </p>
    </details>
  );
}
