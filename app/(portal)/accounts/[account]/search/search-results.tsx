import { useTranslations } from "next-intl";
import type { ListedGuide } from "@/app/support/guides";
import { Day } from "@/components/ui/day";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefOf } from "@/lib/page-address";
import type { SearchResults as Results } from "@/lib/search/search-account";
import { FoundList } from "./found-list";

type Props = {
  query: string;
  base: string;
  results: Results;
  guides: readonly ListedGuide[];
};

/** What was found, by kind; each kind leads on to its list. */
export function SearchResults({ query, base, results, guides }: Props) {
  const t = useTranslations("search");
  const guideWords = useTranslations("support.guides");
  const { agreements, orders, products, people } = results;
  const found = [agreements, orders, products, people].some(({ rows }) => rows.length > 0);
  if (!found && guides.length === 0) {
    return <EmptyState title={t("none", { query })} />;
  }
  const listOf = (name: string) => hrefOf(`${base}/${name}`, { search: query });
  return (
    <div className="grid gap-5">
      <FoundList
        title={t("orders")}
        all={orders.more && listOf("orders")}
        items={orders.rows.map(({ id, number, orderedOn, customerReference }) => ({
          href: `${base}/orders/${id}`,
          name: number,
          more: (
            <>
              <Day date={orderedOn} /> {customerReference}
            </>
          ),
        }))}
      />
      <FoundList
        title={t("products")}
        all={products.more && listOf("licenses")}
        items={products.rows.map(({ key, code, name }) => ({
          href: `${base}/licenses/${key}`,
          name,
          more: code,
        }))}
      />
      <FoundList
        title={t("people")}
        all={people.more && listOf("access")}
        items={people.rows.map(({ id, name, email }) => ({
          href: `${base}/access/${id}`,
          name,
          more: email,
        }))}
      />
      <FoundList
        title={t("agreements")}
        items={agreements.rows.map(({ key, number }) => ({
          href: `${base}/agreements/${key}`,
          name: number,
        }))}
      />
      <FoundList
        title={t("guides")}
        items={guides.map(({ key, href }) => ({
          href,
          name: guideWords(`${key}.title`),
          more: guideWords(`${key}.about`),
        }))}
      />
    </div>
  );
}
