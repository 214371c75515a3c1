import { db } from "../db/client";
import type { Choice } from "../orders/order-choices";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { keyFamilies } from "./key-activations";
import type { Report } from "./report-filters";

export interface ReportChoices {
  readonly families: readonly string[];
  readonly partners: readonly Choice[];
  /** The first and the last month with orders; null without any. */
  readonly months: { readonly first: string; readonly last: string } | null;
}

/** What a report can be narrowed to: what was ordered, from whom and when. Throws `forbidden`. */
export async function reportChoices(actor: Actor, report: Report): Promise<ReportChoices> {
  authorize(actor, "reports.view");
  if (report === "people") return { families: [], partners: [], months: null };
  if (report === "activations") {
    return { families: await keyFamilies(actor), partners: [], months: null };
  }
  const [families, partners, months] = await Promise.all([
    familiesOf(actor),
    partnersOf(actor),
    monthsOf(actor),
  ]);
  return { families, partners, months };
}

async function familiesOf({ purchasingAccountId }: MemberActor): Promise<string[]> {
  const rows = await db.$queryRaw<{ family: string }[]>`
    SELECT DISTINCT "family" COLLATE "C" AS "family" FROM "OrderFigure"
    WHERE "purchasingAccountId" = ${purchasingAccountId}::uuid AND "country" = '' AND "family" <> ''
    ORDER BY 1`;
  return rows.map(({ family }) => family);
}

function partnersOf({ purchasingAccountId }: MemberActor) {
  return db.$queryRaw<Choice[]>`
    SELECT "numberKey" AS "key", "name" FROM "Partner" WHERE "id" IN (
      SELECT "partnerId" FROM "OrderFigure"
      WHERE "purchasingAccountId" = ${purchasingAccountId}::uuid AND "country" = '' AND "family" = '')
    ORDER BY "name" COLLATE "C", "numberKey" COLLATE "C"`;
}

async function monthsOf({ purchasingAccountId }: MemberActor): Promise<ReportChoices["months"]> {
  const [found] = await db.$queryRaw<{ first: string | null; last: string | null }[]>`
    SELECT to_char(min("month"), 'YYYY-MM') AS "first", to_char(max("month"), 'YYYY-MM') AS "last"
    FROM "OrderFigure"
    WHERE "purchasingAccountId" = ${purchasingAccountId}::uuid AND "country" = '' AND "family" = ''`;
  return found?.first && found.last ? { first: found.first, last: found.last } : null;
}
