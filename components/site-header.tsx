import { useTranslations } from "next-intl";
import type { Action } from "./forms/surviving";
import { AccountSwitcher, type SwitchableAccount } from "./frame/account-switcher";
import { Brand } from "./frame/brand";
import { DemoBanner } from "./frame/demo-banner";
import { HeaderSearch } from "./frame/header-search";
import { MenuCloser } from "./frame/menu-closer";
import { PersonMenu } from "./frame/person-menu";
import { SectionNav, type SectionItem } from "./frame/section-nav";
import { SkipLink } from "./frame/skip-link";
import { AppLink } from "./ui/app-link";

export type SiteHeaderProps = {
  /** All accounts of the person; the current one is shown in the bar. Empty for staff. */
  accounts?: SwitchableAccount[] | undefined;
  /** Stands in the accounts' place for staff: the partner's name, or "Operator". */
  area?: string | undefined;
  person: { name: string; email: string };
  sections: SectionItem[];
  /** Customers find guides under Support, partners under Help. */
  guides: { href: string; label: string };
  /** Where what is typed in the bar is searched for; left out where there is no account. */
  searchHref?: string | undefined;
  profileHref?: string | undefined;
  signOut: Action;
  demo?: boolean | undefined;
};

/** The signed-in frame above every page; follow it with PageMain. */
export function SiteHeader(props: SiteHeaderProps) {
  const { accounts = [], area, person, sections, guides, profileHref = "/profile" } = props;
  const { searchHref } = props;
  const t = useTranslations("frame");
  return (
    <>
      <SkipLink />
      {props.demo && <DemoBanner />}
      <header className="top">
        <div className="top-bar">
          <Brand name={t("product")} />
          {accounts.length > 0 ? <AccountSwitcher accounts={accounts} /> : <b>{area}</b>}
          <div className="top-end">
            {searchHref && <HeaderSearch action={searchHref} />}
            <AppLink className="wide-only hover:text-text" href={guides.href}>
              {guides.label}
            </AppLink>
            <details className="fold phone-only" data-menu="fold">
              <summary className="btn">{t("menu")}</summary>
            </details>
            <PersonMenu person={person} profileHref={profileHref} signOut={props.signOut} />
          </div>
        </div>
        <nav className="sections" aria-label={t("sections")}>
          <ul className="sections-list">
            <SectionNav items={sections} />
            {searchHref && (
              <li className="phone-only">
                <AppLink className="section" href={searchHref}>
                  {t("search")}
                </AppLink>
              </li>
            )}
            <li className="phone-only">
              <AppLink className="section" href={guides.href}>
                {guides.label}
              </AppLink>
            </li>
          </ul>
        </nav>
      </header>
      <MenuCloser />
    </>
  );
}
