import type { Metadata } from "next";
import Form from "next/form";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { findGuides } from "@/app/support/find-guides";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { typedIn } from "@/lib/page-address";
import { SEARCH_AT_MOST, searchAccount } from "@/lib/search/search-account";
import { SearchResults } from "./search-results";

type Props = AccountParams & { searchParams: Promise<Record<string, string | string[]>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("search"))("title") };
}

/** One search over everything of an account that one's roles open, and over the guides. */
export default async function SearchPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/search");
  if (!opened) return <RefusedScreen />;
  const { actor, base } = opened;
  const query = typedIn(await searchParams, "q")?.slice(0, SEARCH_AT_MOST);
  const t = await getTranslations("search");
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <Form action={`${base}/search`} className="toolbar" role="search">
        <input
          className="input"
          type="search"
          name="q"
          key={query}
          defaultValue={query}
          maxLength={SEARCH_AT_MOST}
          aria-label={t("label")}
        />
        <Button type="submit">{t("button")}</Button>
      </Form>
      {query !== undefined && (
        <SearchResults
          query={query}
          base={base}
          results={await searchAccount(actor, query)}
          guides={findGuides(query)}
        />
      )}
    </>
  );
}
