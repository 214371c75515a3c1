"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";
import { Menu } from "./menu";

export type Section = {
  href: string;
  label: string;
  /** How much waits there. */
  badge?: ReactNode;
  /** Left out, the address of the page decides. */
  current?: boolean | undefined;
  /** Current only at exactly this address, not below it: for the home page. */
  exact?: boolean | undefined;
};

/** A section, or a word that opens a menu of several. */
export type SectionItem = Section | { label: string; items: Section[] };

/** The main sections, as the person's roles allow. */
export function SectionNav({ items }: { items: SectionItem[] }) {
  // As sections spell their addresses: an account's number may have letters of any script.
  const path = decodeURI(usePathname());
  return items.map((item) =>
    "items" in item ? (
      <li key={item.label}>
        <Menu
          summary={
            <>
              {item.label}
              <span className="chevron" />
            </>
          }
          summaryClass={`section ${item.items.some((one) => isCurrent(one, path)) ? "section-current" : ""}`}
        >
          <ul>
            {item.items.map((one) => (
              <li key={one.href}>
                <SectionLink section={one} path={path} className="menu-item" />
              </li>
            ))}
          </ul>
        </Menu>
      </li>
    ) : (
      <li key={item.href}>
        <SectionLink section={item} path={path} className="section" />
      </li>
    ),
  );
}

type SectionLinkProps = { section: Section; path: string; className: string };

function SectionLink({ section, path, className }: SectionLinkProps) {
  const current = isCurrent(section, path) ? "page" : undefined;
  return (
    <AppLink className={className} href={section.href} aria-current={current}>
      {section.label}
      {section.badge}
    </AppLink>
  );
}

function isCurrent({ href, current, exact }: Section, path: string): boolean {
  return current ?? (path === href || (!exact && path.startsWith(`${href}/`)));
}
