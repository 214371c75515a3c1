import { useTranslations } from "next-intl";
import { SearchBox } from "@/components/ui/search-box";

type Props = { search?: string | undefined; href: string };

/** Search by name and address. */
export function PeopleSearch({ search, href }: Props) {
  const t = useTranslations("people");
  return (
    <SearchBox
      action={href}
      search={search}
      label={t("searchLabel")}
      button={t("search")}
      clear={{ href, label: t("clear") }}
    />
  );
}
