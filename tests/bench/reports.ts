import { db, pool } from "../../lib/db/client";
import { listLicenseLines } from "../../lib/licenses/list-license-lines";
import { listLicenses } from "../../lib/licenses/list-licenses";
import { listOrders } from "../../lib/orders/list-orders";
import type { MemberActor } from "../../lib/policy/actor";
import { keyActivations } from "../../lib/reports/key-activations";
import { licenseSummary } from "../../lib/reports/license-summary";
import { ordersOverTime } from "../../lib/reports/orders-over-time";
import { peopleAndRoles } from "../../lib/reports/people-and-roles";
import { quantityByFamily } from "../../lib/reports/quantity-by-family";
import { reportChoices } from "../../lib/reports/report-choices";
import { importLines } from "./data";
import type { World } from "./fill";
import { heading, note, timesInTurn, upTo, within } from "./report";

const FEW = 10_000;
const ROUNDS = 15;

/** Every report of an account with so many order lines, and its lists beside those of one with few. */
export async function measureReports({ large, small }: World, lines: number): Promise<void> {
  const [much, little] = [large.administrator, small.administrator];
  const { purchasingAccountId } = much;
  const known = await db.orderFigure.findFirst({ where: { purchasingAccountId } });
  if (!known) await importLines("PA-0048213", lines);
  await importLines("PA-0051977", FEW);
  await pool.query("VACUUM ANALYZE");
  await measureEach(much, lines);
  await measureLists(much, little, lines);
}

async function measureEach(actor: MemberActor, lines: number): Promise<void> {
  heading(`Reports of ${lines.toLocaleString("en")} order lines, reading and adding up`);
  const some = { country: "DE", family: "Bench 1", partner: "PRT310", from: "2024-01" };
  const reports: Record<string, () => Promise<unknown>> = {
    "what reports can be narrowed to": () => reportChoices(actor, "orders"),
    "license summary": () => licenseSummary(actor, {}),
    "license summary of one partner": () => licenseSummary(actor, { partner: "PRT310" }),
    "orders by month": () => ordersOverTime(actor, {}),
    "orders by month, narrowed by everything": () => ordersOverTime(actor, some),
    "orders by year": () => ordersOverTime(actor, { by: "year" }),
    "quantity by product family": () => quantityByFamily(actor, {}),
    "quantity by product family in one country": () => quantityByFamily(actor, { country: "DE" }),
    "key activations": () => keyActivations(actor, {}),
    "people and roles": () => peopleAndRoles(actor),
  };
  const times = await timesInTurn(Object.values(reports), ROUNDS);
  for (const [index, what] of Object.keys(reports).entries())
    note({ what, figure: times[index] ?? NaN, unit: "ms", target: upTo(300) });
}

/** How many rows stand before a page. */
const PLACES = {
  first: null,
  middle: "count(*) / 2",
  last: "greatest(count(*) - 25, 0)",
} as const;

async function measureLists(much: MemberActor, little: MemberActor, lines: number): Promise<void> {
  const title = `Lists of ${lines.toLocaleString("en")} order lines`;
  heading(title, `${FEW.toLocaleString("en")} lines`);
  const { id: productId } = await db.product.findUniqueOrThrow({ where: { codeKey: "B0" } });
  const behind = { productId, pool: "Applications", figure: "licensed" } as const;
  await compare("license details", [much, little], (actor) => listLicenses(actor, {}));
  for (const [place, before] of Object.entries(PLACES)) {
    const orders = await cursors([much, little], ORDERS, before);
    await compare(`orders, ${place} page`, [much, little], (actor) =>
      listOrders(actor, { after: orders.get(actor) }),
    );
    const places = await cursors([much, little], linesOf(productId), before);
    await compare(`lines behind a number, ${place} page`, [much, little], (actor) =>
      listLicenseLines(actor, { ...behind, after: places.get(actor) }),
    );
  }
}

async function compare(
  what: string,
  actors: readonly MemberActor[],
  list: (actor: MemberActor) => Promise<unknown>,
): Promise<void> {
  const runs = actors.map((actor) => () => list(actor));
  const [figure = NaN, floor] = await timesInTurn(runs, ROUNDS);
  note({ what, figure, floor, unit: "ms", target: within(1.5) });
}

interface Rows {
  readonly from: string;
  readonly cursor: string;
  readonly order: string;
}

const ORDERS: Rows = {
  from: `"Order" o WHERE o."purchasingAccountId" = $1`,
  cursor: `o."orderedOn" || '.' || o."id"`,
  order: `o."orderedOn" DESC, o."id" DESC`,
};

const linesOf = (productId: string): Rows => ({
  from: `"OrderLine" o WHERE o."purchasingAccountId" = $1 AND o."productId" = '${productId}'`,
  cursor: `o."orderedOn" || '.' || o."orderId" || '.' || o."lineNo"`,
  order: `o."orderedOn" DESC, o."orderId" DESC, o."lineNo"`,
});

/** For each account the cursor of the row so far down; none for the beginning. */
async function cursors(actors: readonly MemberActor[], rows: Rows, before: string | null) {
  const found = new Map<MemberActor, string>();
  for (const actor of before === null ? [] : actors) {
    const { rows: cells } = await pool.query<{ cursor: string }>(
      `SELECT ${rows.cursor} AS cursor FROM ${rows.from} ORDER BY ${rows.order}
       OFFSET (SELECT ${before} FROM ${rows.from}) LIMIT 1`,
      [actor.purchasingAccountId],
    );
    found.set(actor, cells[0]?.cursor ?? "");
  }
  return found;
}
