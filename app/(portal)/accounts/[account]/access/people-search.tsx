import { useTranslations } from "next-intl";
import { FilterChoice } from "@/components/ui/filter-choice";
import { SearchBox } from "@/components/ui/search-box";
import { isNarrowed, PEOPLE_SORTS, type PeopleQuery } from "@/lib/accounts/people-query";
import { countryOptions } from "@/lib/countries";
import { languageLabel, MAIL_LANGUAGES } from "@/lib/languages";
import { ROLES } from "@/lib/policy/roles";

type Props = { query: PeopleQuery; href: string; statuses: readonly PeopleStatusName[] };
type PeopleStatusName = NonNullable<PeopleQuery["status"]>;

/** Search, filters and order of the list; their state is in the address of the page. */
export function PeopleSearch({ query, href, statuses }: Props) {
  const t = useTranslations("people");
  const roleName = useTranslations("roles");
  const { search, status, role, language, country, sort } = query;
  return (
    // Anew for each address: what a field shows belongs to it.
    <SearchBox
      key={JSON.stringify(query)}
      action={href}
      search={search}
      label={t("searchLabel")}
      button={t("search")}
      clear={{ href, label: t("clear") }}
      isFiltered={isNarrowed(query)}
    >
      <FilterChoice
        name="status"
        label={t("status")}
        any={t("filters.anyStatus")}
        value={status}
        options={statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
      />
      <FilterChoice
        name="role"
        label={t("filters.role")}
        any={t("filters.anyRole")}
        value={role}
        options={ROLES.map((value) => ({ value, label: roleName(`${value}.name`) }))}
      />
      <FilterChoice
        name="language"
        label={t("language")}
        any={t("filters.anyLanguage")}
        value={language}
        options={MAIL_LANGUAGES.map((value) => ({ value, label: languageLabel(value) }))}
        className="md:max-w-40"
      />
      <FilterChoice
        name="country"
        label={t("filters.country")}
        any={t("filters.anyCountry")}
        value={country}
        options={countryOptions("en")}
        className="md:max-w-36"
      />
      <FilterChoice
        name="sort"
        label={t("filters.sort")}
        value={sort}
        options={PEOPLE_SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
      />
    </SearchBox>
  );
}
