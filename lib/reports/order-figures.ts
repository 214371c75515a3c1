import { Prisma } from "../../prisma/generated/client";
import type { MemberActor } from "../policy/actor";
import type { ReportFilters } from "./report-filters";

const { sql, join } = Prisma;

/** What was ordered. Cancelled orders count for nothing. */
export interface Ordered {
  readonly orders: number;
  /** All lines together: licenses, step-ups, and maintenance alone. */
  readonly quantity: number;
  readonly licenses: number;
  readonly stepUps: number;
  readonly maintenance: number;
}

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
