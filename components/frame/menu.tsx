import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type MenuProps = {
  /** What stands in the bar and opens the menu. */
  summary: ReactNode;
  summaryClass?: string | undefined;
  className?: string | undefined;
  /** Opens towards the start, for menus at the end of the bar. */
  atEnd?: boolean | undefined;
  children: ReactNode;
};

/** A menu that opens without JavaScript; MenuCloser adds closing by Escape and by a click beside. */
export function Menu({ summary, summaryClass, className, atEnd, children }: MenuProps) {
  return (
    <details className={classNames("menu", className)} data-menu="">
      <summary className={summaryClass}>{summary}</summary>
      <div className="menu-list" data-end={atEnd ? "" : undefined}>
        {children}
      </div>
    </details>
  );
}
