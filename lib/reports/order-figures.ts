import { Prisma } from "../../prisma/generated/client";
import type { MemberActor } from "../policy/actor";
import type { ReportFilters } from "./report-filters";

const { sql, join } = Prisma;

/** What a report tells of orders; the quantity is licenses, step-ups and maintenance alone together. */
export const ORDER_FIGURES = ["orders", "quantity", "licenses", "stepUps", "maintenance"] as const;

/** What was ordered. Cancelled orders count for nothing. */
export type Ordered = Readonly<Record<(typeof ORDER_FIGURES)[number], number>>;

export const NOTHING_ORDERED: Ordered = {
  ...{ orders: 0, quantity: 0, licenses: 0, stepUps: 0, maintenance: 0 },
};

/** The sums of an Ordered over rows of OrderFigure. */
export const ORDERED = Prisma.raw(
  `sum(f."orders")::float8 AS "orders", sum(f."licenses" + f."stepUps" + f."maintenance")::float8 AS "quantity",
   sum(f."licenses")::float8 AS "licenses", sum(f."stepUps")::float8 AS "stepUps",
   sum(f."maintenance")::float8 AS "maintenance"`,
);

/** The rows `f` that some filters leave, whatever their family: a stretch of the primary key. */
export function figuresIn(
  { purchasingAccountId }: MemberActor,
  { from, until, partner, country }: ReportFilters,
): Prisma.Sql {
  const conditions = [
    sql`f."purchasingAccountId" = ${purchasingAccountId}::uuid AND f."country" = ${country ?? ""}`,
    ...(from === undefined ? [] : [sql`f."month" >= ${`${from}-01`}::date`]),
    ...(until === undefined ? [] : [sql`f."month" <= ${`${until}-01`}::date`]),
    ...(partner === undefined
      ? []
      : [sql`f."partnerId" = (SELECT "id" FROM "Partner" WHERE "numberKey" = ${partner})`]),
  ];
  return sql`"OrderFigure" f WHERE ${join(conditions, " AND ")}`;
}
