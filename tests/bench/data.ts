import { SYSTEM } from "../../lib/policy/actor";
import { FILES, type FileName } from "../../lib/vendor-data/files";
import { importData } from "../../lib/vendor-data/import-data";
import { heading, note, upTo } from "./report";

/** Three minutes for a million order lines. */
const SECONDS_PER_LINE = 180 / 1_000_000;

const PRODUCTS = 60;
const LINES_PER_ORDER = 4;

/** The vendor's files as a stream: products, orders with four lines each, all in one purchasing account. */
export async function measureData(lines: number): Promise<void> {
  heading(`Importing ${lines.toLocaleString("en")} order lines`);
  const before = process.memoryUsage().rss;
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 100);
  const target = upTo(Math.max(5, lines * SECONDS_PER_LINE));
  for (const what of ["importing them", "again, with nothing to change"]) {
    const started = Date.now();
    await importLines("PA-0048213", lines);
    note({ what, figure: (Date.now() - started) / 1000, unit: "s", target });
  }
  clearInterval(watch);
  const megabytes = (highest - before) / 1_000_000;
  note({ what: "memory that it takes", figure: megabytes, unit: "MB", target: upTo(400) });
}

/** The same products, and so many lines for one purchasing account. */
export async function importLines(account: string, lines: number): Promise<void> {
  const orders = lines / LINES_PER_ORDER;
  const files = {
    "products.csv": () => rowsOf("products.csv", PRODUCTS, (n) => product(n)),
    "orders.csv": () => rowsOf("orders.csv", orders, (n) => `${account},${order(n)}`),
    "order-lines.csv": () => rowsOf("order-lines.csv", lines, (n) => `${account},${line(n)}`),
  };
  const { state, problems } = await importData(SYSTEM, files, {});
  if (state !== "done") throw new Error(JSON.stringify(problems));
}

async function* rowsOf(name: FileName, many: number, row: (n: number) => string) {
  yield await Promise.resolve(
    Buffer.from(`${FILES[name].columns.map((column) => column.heading).join(",")}\n`),
  );
  for (let from = 0; from < many; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, many - from) }, (_, n) => row(from + n));
    yield Buffer.from(`${rows.join("\n")}\n`);
  }
}

const product = (n: number) =>
  `B-${n},Bench product ${n},Bench ${n % 6},no,no,B-${n}-L,License,Applications,license`;

const order = (n: number) =>
  `SO-B${n},${day(n)},PRT-310,,${n % 50 === 0 ? "cancelled" : "completed"}`;

function line(n: number): string {
  const of = Math.floor(n / LINES_PER_ORDER);
  const number = (n % LINES_PER_ORDER) + 1;
  const country = ["US", "DE", "GB", "FR"][n % 4] ?? "US";
  const from = day(of);
  const term = n % 2 === 0 ? `${from},${Number(from.slice(0, 4)) + 2}-12-31` : ",";
  return `SO-B${of},${number},B-${n % PRODUCTS}-L,${1 + (n % 100)},${country},${term},`;
}

const day = (n: number) =>
  new Date(Date.UTC(2021, 10, 22) + (n % 1825) * 86_400_000).toISOString().slice(0, 10);
