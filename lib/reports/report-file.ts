import type { Readable } from "node:stream";
import { toCsv } from "../csv/to-csv";
import type { Actor } from "../policy/actor";
import type { Role } from "../policy/roles";
import { keyActivations, shareOf } from "./key-activations";
import { licenseSummary } from "./license-summary";
import { noteExport } from "./note-export";
import { ORDER_FIGURES } from "./order-figures";
import { ordersOverTime } from "./orders-over-time";
import { peopleAndRoles } from "./people-and-roles";
import { quantityByFamily } from "./quantity-by-family";
import type { Report, ReportFilters } from "./report-filters";

type Cells = Readonly<Record<string, string | number>>;

export interface ReportWords {
  /** The heading of a column of one of the reports. */
  readonly heading: (column: ReportColumn) => string;
  readonly role: (role: Role) => string;
}

/** A report as a CSV file, with the columns of its table. Throws `forbidden`. Who took it is recorded. */
export async function reportFile(
  actor: Actor,
  { report, filters }: { readonly report: Report; readonly filters: ReportFilters },
  words: ReportWords,
  now = new Date(),
): Promise<Readable> {
  await noteExport(actor, { report, filters }, now);
  const rows = await ROWS[report](actor, filters, words, now);
  const heading = (column: string) => words.heading(column as ReportColumn);
  return toCsv<string>(REPORT_COLUMNS[report], heading, rows);
}

export const REPORT_COLUMNS = {
  licenses: ["code", "product", "family", "pool", "licensed", "inMaintenance"],
  orders: ["period", ...ORDER_FIGURES],
  families: ["family", ...ORDER_FIGURES],
  activations: ["code", "product", "family", "allowed", "used", "share", "counted", "unlimited"],
  people: ["role", "ACTIVE", "INVITED", "DISABLED"],
} as const satisfies Record<Report, readonly string[]>;

type ReportColumn = (typeof REPORT_COLUMNS)[Report][number];

type Rows = (
  actor: Actor,
  filters: ReportFilters,
  words: ReportWords,
  now: Date,
) => Promise<readonly Cells[]>;

const ROWS: Record<Report, Rows> = {
  licenses: async (actor, filters, _words, now) =>
    (await licenseSummary(actor, filters, now)).map((row) => ({
      code: row.code,
      product: row.name,
      family: row.family,
      pool: row.pool,
      licensed: row.licensed,
      inMaintenance: row.inMaintenance,
    })),
  orders: async (actor, filters) =>
    (await ordersOverTime(actor, filters)).map((row) => ({ ...row })),
  families: async (actor, filters) =>
    (await quantityByFamily(actor, filters)).rows.map((row) => ({ ...row })),
  activations: async (actor, filters) =>
    (await keyActivations(actor, filters)).map((row) => ({
      code: row.code,
      product: row.name,
      family: row.family,
      allowed: row.allowed,
      used: row.used,
      share: shareOf(row)?.toFixed(3) ?? "",
      counted: row.counted,
      unlimited: row.unlimited,
    })),
  people: async (actor, _filters, words) =>
    (await peopleAndRoles(actor)).rows.map((row) => ({ ...row, role: words.role(row.role) })),
};
