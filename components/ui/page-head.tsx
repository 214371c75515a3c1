import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppLink } from "./app-link";

type PageHeadProps = {
  title: ReactNode;
  subtitle?: ReactNode;
  /** Only where there are three levels; without an address a level is plain text. */
  breadcrumb?: { label: string; href?: string | undefined }[] | undefined;
  /** The address of the guide to this screen. */
  guide?: string | undefined;
  /** The screen's buttons, the primary one last. */
  actions?: ReactNode;
};

/** The head of a screen: where one is, its title, and what can be done here. */
export function PageHead({ title, subtitle, breadcrumb = [], guide, actions }: PageHeadProps) {
  const t = useTranslations("ui");
  return (
    <div className="head">
      <div className="min-w-0">
        {breadcrumb.length > 0 && (
          <nav aria-label={t("breadcrumb")}>
            <ol className="crumbs">
              {breadcrumb.map(({ label, href }) => (
                <li key={label}>{href ? <AppLink href={href}>{label}</AppLink> : label}</li>
              ))}
            </ol>
          </nav>
        )}
        <h1>{title}</h1>
        {subtitle && <p className="max-w-[70ch] text-muted">{subtitle}</p>}
      </div>
      {(guide ?? actions) && (
        <div className="head-actions">
          {guide && (
            <AppLink className="link no-print" href={guide}>
              {t("guide")}
            </AppLink>
          )}
          {actions}
        </div>
      )}
    </div>
  );
}
