import { useTranslations } from "next-intl";
import { AppLink } from "./app-link";

type PagerProps = { previous?: string | null | undefined; next?: string | null | undefined };

/** Previous and next without page numbers; a missing address means that there is no such page. */
export function Pager({ previous, next }: PagerProps) {
  const t = useTranslations("ui");
  if (!previous && !next) return null;
  return (
    <nav className="pager" aria-label={t("pages")}>
      <Step href={previous} rel="prev" label={`‹ ${t("previous")}`} />
      <Step href={next} rel="next" label={`${t("next")} ›`} />
    </nav>
  );
}

function Step({
  href,
  rel,
  label,
}: {
  href?: string | null | undefined;
  rel: string;
  label: string;
}) {
  if (!href) return <span>{label}</span>;
  return (
    <AppLink href={href} rel={rel}>
      {label}
    </AppLink>
  );
}
