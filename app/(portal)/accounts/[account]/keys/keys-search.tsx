import { useTranslations } from "next-intl";
import { FilterChoice } from "@/components/ui/filter-choice";
import { SearchBox } from "@/components/ui/search-box";
import { KEY_STATUSES, type KeyFilters } from "@/lib/keys/key-query";
import { isFiltered } from "@/lib/page-address";

type Props = { query: KeyFilters; families: readonly string[]; href: string };

/** Search and filters of the list; their state is in the address of the page. */
export function KeysSearch({ query, families, href }: Props) {
  const t = useTranslations("keys");
  return (
    // Anew for each address: what a field shows belongs to it.
    <SearchBox
      key={JSON.stringify(query)}
      action={href}
      search={query.search}
      label={t("searchLabel")}
      button={t("search")}
      clear={{ href, label: t("clear") }}
      isFiltered={isFiltered(query)}
    >
      <FilterChoice
        name="family"
        label={t("family")}
        any={t("anyFamily")}
        value={query.family}
        options={families.map((value) => ({ value, label: value }))}
      />
      <FilterChoice
        name="status"
        label={t("status")}
        any={t("anyStatus")}
        value={query.status}
        options={KEY_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
      />
    </SearchBox>
  );
}
