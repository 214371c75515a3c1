import { getFormatter, getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button-class";
import { FilterChoice } from "@/components/ui/filter-choice";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { SearchBox } from "@/components/ui/search-box";
import { readLicenseFilters } from "@/lib/licenses/licenses-query";
import { licenseFamilies, listLicenses } from "@/lib/licenses/list-licenses";
import { type AddressValues, hrefOf, isFiltered, typedIn } from "@/lib/page-address";
import { accountOf, type BoughtPlace } from "../bought-place";
import { LicensesList } from "./licenses-list";

type Props = { place: BoughtPlace; address: AddressValues };

/** What a purchasing account owns and how it adds up, as far as the reader sees it. */
export async function LicensesScreen({ place, address }: Props) {
  const { actor, base, files, crumbs, whose, intro } = place;
  const of = accountOf(place);
  const families = await licenseFamilies(actor, of);
  const { filters, ignored } = readLicenseFilters(address, families);
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const page = await listLicenses(actor, { ...filters, ...of, after, before });
  const t = await getTranslations("licenses");
  const format = await getFormatter();
  const here = `${base}/licenses`;
  return (
    <>
      <PageHead
        title={t("title")}
        subtitle={whose ?? t("lead")}
        breadcrumb={crumbs && [...crumbs]}
        guide={actor.kind === "member" ? "/support/license-details" : undefined}
        actions={
          // A file, not a page: an ordinary link, which is never fetched ahead.
          <a className={buttonClass({})} href={hrefOf(`${files}/licenses`, filters)}>
            {t("export")}
          </a>
        }
      />
      {intro}
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
          ofPartner={actor.kind === "partner"}
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
