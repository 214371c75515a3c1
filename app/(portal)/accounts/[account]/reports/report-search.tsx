import Form from "next/form";
import { useFormatter, useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Button } from "@/components/ui/button";
import { FilterChoice } from "@/components/ui/filter-choice";
import { countryOptions } from "@/lib/countries";
import { REPORT_FILTERS, type ReportFilters } from "@/lib/reports/report-filters";
import { monthsBetween } from "@/lib/reports/report-months";
import type { ReportFrameProps } from "./open-report";
import { periodName } from "./period-name";

/** The filters that a report has; their state is in its address. */
export function ReportSearch({ report, filters, isNarrowed, choices, here }: ReportFrameProps) {
  const t = useTranslations("reports");
  const has = (name: keyof ReportFilters) =>
    (REPORT_FILTERS[report] as readonly (keyof ReportFilters)[]).includes(name);
  const { families, partners } = choices;
  return (
    // Anew for each address: what a field shows belongs to it.
    <Form
      key={JSON.stringify(filters)}
      action={here}
      className="toolbar"
      role="search"
      aria-label={t("filter")}
    >
      {has("by") && (
        <FilterChoice
          name="by"
          label={t("by")}
          value={filters.by ?? "month"}
          options={[
            { value: "month", label: t("byMonth") },
            { value: "year", label: t("byYear") },
          ]}
        />
      )}
      {has("from") && <Months filters={filters} choices={choices} />}
      {has("family") && (
        <FilterChoice
          name="family"
          label={t("family")}
          any={t("anyFamily")}
          value={filters.family}
          options={families.map((value) => ({ value, label: value }))}
          className="md:max-w-52"
        />
      )}
      {has("partner") && (
        <FilterChoice
          name="partner"
          label={t("partner")}
          any={t("anyPartner")}
          value={filters.partner}
          options={partners.map(({ key, name }) => ({ value: key, label: name }))}
          className="md:max-w-52"
        />
      )}
      {has("country") && (
        <FilterChoice
          name="country"
          label={t("country")}
          any={t("anyCountry")}
          value={filters.country}
          options={countryOptions("en")}
          className="md:max-w-44"
        />
      )}
      <Button type="submit">{t("show")}</Button>
      {isNarrowed && (
        <AppLink className="link" href={here}>
          {t("clear")}
        </AppLink>
      )}
    </Form>
  );
}

/** The months with orders, and those that the address asks for: it may be older than the choice. */
function Months({ filters, choices }: Pick<ReportFrameProps, "filters" | "choices">) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const { first = "", last = "" } = choices.months ?? {};
  const known = first === "" ? [] : monthsBetween(first, last);
  const options = (value: string | undefined) =>
    (value === undefined || known.includes(value) ? known : [value, ...known]).map((month) => ({
      value: month,
      label: periodName(format, month),
    }));
  return (["from", "until"] as const).map((name) => (
    <label key={name} className="toolbar-field">
      {t(name)}
      <FilterChoice
        name={name}
        label={t(name)}
        any={t(name === "from" ? "anyFrom" : "anyUntil")}
        value={filters[name]}
        options={options(filters[name])}
      />
    </label>
  ));
}
