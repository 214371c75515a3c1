import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";

type RefusedProps = {
  /** The names of the roles that open the screen; without them the page only says no. */
  roles?: string[] | undefined;
  /** Who can help: names of administrators, or a sentence. */
  help?: ReactNode;
  /** A way back. */
  children?: ReactNode;
};

/** The page behind 403: what opens this screen, and who can give it. */
export function Refused({ roles = [], help, children }: RefusedProps) {
  const t = useTranslations("errorsPages");
  const format = useFormatter();
  return (
    <div className="sheet">
      <h1>{t("forbiddenTitle")}</h1>
      <p>
        {roles.length > 0
          ? t("forbiddenRoles", {
              count: roles.length,
              roles: format.list(roles, { type: "disjunction" }),
            })
          : t("forbiddenText")}
      </p>
      <p className="mt-2">{help ?? t("forbiddenHelp")}</p>
      {children && <div className="mt-6 flex flex-wrap gap-2">{children}</div>}
    </div>
  );
}
