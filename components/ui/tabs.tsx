import { AppLink } from "./app-link";

type Tab = { href: string; label: string; current?: boolean | undefined };

/** Tabs that are links: each has an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <AppLink key={tab.href} href={tab.href} aria-current={tab.current ? "page" : undefined}>
          {tab.label}
        </AppLink>
      ))}
    </nav>
  );
}
