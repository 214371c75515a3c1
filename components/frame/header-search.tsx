import { useTranslations } from "next-intl";

/**
 * The search of an account, in the bar of every page of it; phones find it among the sections. A plain form:
 * Next's own would weigh on every page.
 */
export function HeaderSearch({ action }: { action: string }) {
  const t = useTranslations("frame");
  return (
    <form action={action} role="search" aria-label={t("searchLabel")} className="wide-only">
      <input
        className="input top-search"
        type="search"
        name="q"
        maxLength={100}
        placeholder={t("search")}
        aria-label={t("searchLabel")}
      />
    </form>
  );
}
