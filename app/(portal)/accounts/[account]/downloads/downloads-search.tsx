import { useTranslations } from "next-intl";
import { FilterChoice } from "@/components/ui/filter-choice";
import { SearchBox } from "@/components/ui/search-box";
import type { DownloadChoices, DownloadFilters } from "@/lib/downloads/download-query";
import { isFiltered } from "@/lib/page-address";

type Props = { filters: DownloadFilters; choices: DownloadChoices; href: string };

const optionOf = (value: string) => ({ value, label: value });

/** Search and filters of the list; their state is in the address of the page. */
export function DownloadsSearch({ filters, choices, href }: Props) {
  const t = useTranslations("downloads");
  return (
    // Anew for each address: what a field shows belongs to it.
    <SearchBox
      key={JSON.stringify(filters)}
      action={href}
      search={filters.search}
      label={t("searchLabel")}
      button={t("search")}
      clear={{ href, label: t("clear") }}
      isFiltered={isFiltered(filters)}
    >
      <FilterChoice
        name="language"
        label={t("language")}
        any={t("anyLanguage")}
        value={filters.language}
        options={choices.languages.map(optionOf)}
      />
      <FilterChoice
        name="platform"
        label={t("platform")}
        any={t("anyPlatform")}
        value={filters.platform}
        options={choices.platforms.map(optionOf)}
      />
    </SearchBox>
  );
}
