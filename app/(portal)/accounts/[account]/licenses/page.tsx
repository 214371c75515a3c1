import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { buttonClass } from "@/components/ui/button-class";
import { FilterChoice } from "@/components/ui/filter-choice";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { SearchBox } from "@/components/ui/search-box";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readLicenseFilters } from "@/lib/licenses/licenses-query";
import { licenseFamilies, listLicenses } from "@/lib/licenses/list-licenses";
import { hrefOf, isFiltered, typedIn } from "@/lib/page-address";
import { LicensesList } from "./licenses-list";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("licenses"))("title") };
}

/** What this purchasing account owns and how it adds up. */
export default async function LicensesPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/licenses", "licenses.view");
  if (!opened) return <RefusedScreen permission="licenses.view" />;
  const { actor, base, key } = opened;
  const address = await searchParams;
  const families = await licenseFamilies(actor);
  const { filters, ignored } = readLicenseFilters(address, families);
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const page = await listLicenses(actor, { ...filters, after, before });
  const t = await getTranslations("licenses");
  const format = await getFormatter();
  const here = `${base}/licenses`;
  return (
    <>
      <PageHead
        title={t("title")}
        subtitle={t("lead")}
        actions={
          // A file, not a page: an ordinary link, which is never fetched ahead.
          <a className={buttonClass({})} href={hrefOf(`/api/accounts/${key}/licenses`, filters)}>
            {t("export")}
          </a>
        }
      />
      <SearchBox
        key={JSON.stringify(filters)}
        action={here}
        search={filters.search}
        label={t("searchLabel")}
        button={t("search")}
        clear={{ href: here, label: t("clear") }}
        isFiltered={isFiltered(filters)}
      >
        <FilterChoice
          name="family"
          label={t("family")}
          any={t("anyFamily")}
          value={filters.family}
          options={families.map((name) => ({ value: name, label: name }))}
        />
      </SearchBox>
      <div className="grid gap-3">
        {ignored.length > 0 && (
          <Note tone="warn">
            {t("ignored", { names: format.list(ignored.map((name) => t(`names.${name}`))) })}
          </Note>
        )}
        <LicensesList
          page={page}
          base={base}
          filtered={isFiltered(filters)}
          href={(step, cursor) => hrefOf(here, { ...filters, [step]: cursor })}
        />
        {page.rows.some(
          ({ steppedIn, steppedOut }) => steppedIn.length + steppedOut.length > 0,
        ) && <p className="max-w-[70ch] text-muted">{t("stepUpNote")}</p>}
      </div>
    </>
  );
}
