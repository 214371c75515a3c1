import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Note } from "@/components/ui/note";

/** The one next step where no domain opens the services; without an address, whom to ask for it. */
export function NeedsDomain({ domainsHref }: { domainsHref: string | null }) {
  const t = useTranslations("services.gate");
  return (
    <Note tone="warn" title={t("title")}>
      <p className="max-w-[70ch]">
        {t("text")} {t("kept")}
      </p>
      {domainsHref === null ? (
        <p className="mt-2 max-w-[70ch]">{t("ask")}</p>
      ) : (
        <p className="mt-3">
          <ButtonLink href={domainsHref} variant="primary">
            {t("link")}
          </ButtonLink>
        </p>
      )}
    </Note>
  );
}
