import { numberKey } from "../canonical";
import { isCountry } from "../countries";
import { type AddressValues, typedIn } from "../page-address";
import type { ReportChoices } from "./report-choices";

export const REPORTS = ["licenses", "orders", "families", "activations", "people"] as const;

export type Report = (typeof REPORTS)[number];

export interface ReportFilters {
  /** Months such as "2026-11", both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Months unless it says "year". */
  readonly by?: "year" | undefined;
  readonly family?: string | undefined;
  /** The canonical number. */
  readonly partner?: string | undefined;
  readonly country?: string | undefined;
}

type FilterName = keyof ReportFilters;

/** What each report can be narrowed by. */
export const REPORT_FILTERS = {
  licenses: ["family", "partner"],
  orders: ["by", "from", "until", "family", "partner", "country"],
  families: ["from", "until", "partner", "country"],
  activations: ["family"],
  people: [],
} as const satisfies Record<Report, readonly FilterName[]>;

export interface AskedReport {
  readonly filters: ReportFilters;
  /** What stands in the address and makes no sense: it asks for nothing. */
  readonly ignored: readonly FilterName[];
}

/** What the address of a report asks for, among what there is to be chosen. */
export function readReportFilters(
  report: Report,
  address: AddressValues,
  { families, partners }: ReportChoices,
): AskedReport {
  const ignored: FilterName[] = [];
  const read = <T>(name: FilterName, meaning: (typed: string) => T | undefined) => {
    if (!(REPORT_FILTERS[report] as readonly FilterName[]).includes(name)) return undefined;
    const typed = typedIn(address, name);
    const meant = typed === undefined ? undefined : meaning(typed);
    // Months are what a report is by anyway.
    const isUsual = name === "by" && typed === "month";
    if (typed !== undefined && meant === undefined && !isUsual) ignored.push(name);
    return meant;
  };
  const from = read("from", month);
  const filters = {
    by: read("by", (typed) => (typed === "year" ? "year" : undefined)),
    from,
    until: read("until", (typed) => (from && typed < from ? undefined : month(typed))),
    family: read("family", (typed) => families.find((known) => known === typed)),
    partner: read("partner", (typed) => partners.find(({ key }) => key === numberKey(typed))?.key),
    country: read("country", (typed) => (isCountry(typed) ? typed : undefined)),
  } as const;
  return { filters, ignored };
}

const month = (typed: string) =>
  /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(typed) ? typed : undefined;
