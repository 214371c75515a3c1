import type { ReactNode } from "react";

/** The page itself, below SiteHeader; the skip link leads here. */
export function PageMain({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="page outline-none">
      {children}
    </main>
  );
}
