import { useTranslations } from "next-intl";
import { SearchBox } from "@/components/ui/search-box";
import type { Area } from "./area";

type Props = {
  area: Area;
  search: string | undefined;
  /** The filter in the address, which a search keeps. */
  show: string | undefined;
  clear: string;
};

/** Search over the accounts of the area. */
export function AccountsSearch({ area, search, show, clear }: Props) {
  const t = useTranslations("staff");
  return (
    <SearchBox
      action={`/${area}`}
      search={search}
      label={area === "partner" ? t("searchPartner") : t("searchOperator")}
      button={t("search")}
      clear={{ href: clear, label: t("clear") }}
      keep={{ show }}
    />
  );
}
