import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Menu } from "./menu";

export type SwitchableAccount = {
  href: string;
  organization: string;
  number: string;
  /** The purchasing account's own name, such as a department. */
  name?: string | undefined;
  current?: boolean | undefined;
};

/** Shows which purchasing account one is in, and leads to the others. */
export function AccountSwitcher({ accounts }: { accounts: SwitchableAccount[] }) {
  const t = useTranslations("frame");
  const current = accounts.find((account) => account.current);
  const face = (
    <span className="switch">
      <b>{current?.organization ?? t("chooseAccount")}</b>
      {current && <span className="num">{subtitle(current)}</span>}
    </span>
  );
  if (current && accounts.length === 1) return <div className="switcher">{face}</div>;
  return (
    <Menu
      className="switcher"
      summaryClass="flex items-center max-w-full rounded-md hover:bg-bg"
      summary={
        <>
          <span className="sr-only">{t("switchAccount")}</span>
          <span className="min-w-0">{face}</span>
          <span className="chevron ms-0 me-2" />
        </>
      }
    >
      <ul>
        {accounts.map((account) => (
          <li key={account.href}>
            <AppLink
              className="menu-item"
              href={account.href}
              aria-current={account.current ? "true" : undefined}
            >
              <b className="block font-medium">{account.organization}</b>
              <span className="num text-xs text-muted">{subtitle(account)}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </Menu>
  );
}

function subtitle({ number, name }: SwitchableAccount): string {
  return name ? `${number} · ${name}` : number;
}
