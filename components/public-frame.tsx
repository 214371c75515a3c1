import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "./frame/brand";
import { DemoBanner } from "./frame/demo-banner";
import { SkipLink } from "./frame/skip-link";
import { AppLink } from "./ui/app-link";

type PublicFrameProps = {
  /** Who runs this portal. */
  vendor: string;
  demo?: boolean | undefined;
  children: ReactNode;
};

/** The signed-out frame: a name above, the page, and who runs it below. */
export function PublicFrame({ vendor, demo, children }: PublicFrameProps) {
  const t = useTranslations("frame");
  return (
    <div className="outside">
      <SkipLink />
      <div>{demo && <DemoBanner />}</div>
      <header className="outside-bar">
        <Brand name={t("product")} />
      </header>
      <main id="main" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <footer className="outside-bar">
        <span>{vendor}</span>
        <AppLink href="/support">{t("support")}</AppLink>
      </footer>
    </div>
  );
}
