import Form from "next/form";
import { useTranslations } from "next-intl";

/** The search of an account, in the bar of every page of it; phones find it among the sections. */
export function HeaderSearch({ action }: { action: string }) {
  const t = useTranslations("frame");
  return (
    <Form action={action} role="search" aria-label={t("searchLabel")} className="wide-only">
      <input
        className="input top-search"
        type="search"
        name="q"
        maxLength={100}
        placeholder={t("search")}
        aria-label={t("searchLabel")}
      />
    </Form>
  );
}
