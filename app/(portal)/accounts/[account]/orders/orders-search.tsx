import { useTranslations } from "next-intl";
import { FilterChoice } from "@/components/ui/filter-choice";
import { FilterDay } from "@/components/ui/filter-day";
import { SearchBox } from "@/components/ui/search-box";
import { countryOptions } from "@/lib/countries";
import type { Choice, OrderChoices } from "@/lib/orders/order-choices";
import { ORDER_STATUSES, type OrderFilters } from "@/lib/orders/orders-query";
import { isFiltered } from "@/lib/page-address";

type Props = { filters: OrderFilters; choices: OrderChoices; href: string };

const optionOf = ({ key, name }: Choice) => ({ value: key, label: name });

/** Search and filters of the list; their state is in the address of the page. */
export function OrdersSearch({ filters, choices, href }: Props) {
  const t = useTranslations("orders");
  const { search, from, to, product, partner, status, country } = filters;
  return (
    // Anew for each address: what a field shows belongs to it.
    <SearchBox
      key={JSON.stringify(filters)}
      action={href}
      search={search}
      label={t("searchLabel")}
      button={t("search")}
      clear={{ href, label: t("clear") }}
      isFiltered={isFiltered(filters)}
    >
      <FilterDay name="from" label={t("from")} value={from} />
      <FilterDay name="to" label={t("to")} value={to} />
      <FilterChoice
        name="product"
        label={t("product")}
        any={t("anyProduct")}
        value={product}
        options={choices.products.map(optionOf)}
        className="md:max-w-52"
      />
      <FilterChoice
        name="partner"
        label={t("partner")}
        any={t("anyPartner")}
        value={partner}
        options={choices.partners.map(optionOf)}
        className="md:max-w-44"
      />
      <FilterChoice
        name="status"
        label={t("status")}
        any={t("anyStatus")}
        value={status}
        options={ORDER_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
      />
      <FilterChoice
        name="country"
        label={t("country")}
        any={t("anyCountry")}
        value={country}
        options={countryOptions("en")}
        className="md:max-w-44"
      />
    </SearchBox>
  );
}
