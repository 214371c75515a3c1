import { SYSTEM } from "../lib/policy/actor";
import { importData } from "../lib/vendor-data/import-data";
import { FILES, type FileName } from "../lib/vendor-data/files";

type Row = readonly (string | number)[];

/** Who has bought how much, through whom; the second partner sold a fifth of the first account's orders. */
const BUYERS = [
  {
    account: "PA-0048213",
    partners: ["PRT-310", "PRT-310", "PRT-310", "PRT-310", "PRT-455"],
    orders: 220,
  },
  { account: "PA-0048214", partners: ["PRT-310"], orders: 60 },
  { account: "PA-0051977", partners: ["PRT-455"], orders: 100 },
  { account: "PA-0051978", partners: ["PRT-455"], orders: 20 },
] as const;

const FAMILIES = [
  ["HBR", "Harbor Server", "Servers", "yes"],
  ["LDG", "Ledger Database", "Servers", "yes"],
  ["RLY", "Relay Messaging", "Servers", "yes"],
  ["BCN", "Beacon Monitoring", "Servers", "no"],
  ["VLT", "Vault Security", "Servers", "yes"],
  ["MRD", "Meridian Desktop", "Systems", "yes"],
  ["QLL", "Quill Documents", "Applications", "yes"],
  ["ATL", "Atlas Maps", "Applications", "no"],
  ["LOM", "Loom Developer", "Applications", "yes"],
  ["PRS", "Prism Analytics", "Applications", "yes"],
  ["CNV", "Canvas Design", "Applications", "no"],
  ["SMT", "Summit Projects", "Applications", "yes"],
] as const;

const EDITIONS = [
  ["S22", "Standard 2022"],
  ["S25", "Standard 2025"],
  ["P22", "Professional 2022"],
  ["P25", "Professional 2025"],
  ["E25", "Enterprise 2025"],
] as const;

const COUNTRIES = ["US", "US", "US", "DE", "GB", "FR", "BR", "JP"] as const;
const SERVICES = [
  ["SVC-MAIL", "Harbor Mail Online", 400],
  ["SVC-DOCS", "Quill Online", 250],
  ["SVC-MAPS", "Atlas Online", 40],
] as const;

/** Five years of orders, with keys and subscriptions, through the vendor's import; always the same. */
export async function playHistory(now: Date): Promise<void> {
  const texts = historyFiles(now);
  const files = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, () => pieces(text)]),
  );
  const result = await importData(SYSTEM, files, {}, now);
  if (result.state !== "done") throw new Error(JSON.stringify(result.problems));
}

async function* pieces(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

/** The set as CSV texts. */
export function historyFiles(now: Date): Partial<Record<FileName, string>> {
  const products = FAMILIES.flatMap(productsOf);
  const { orders, lines, owned } = ordersUntil(now);
  return {
    "products.csv": csv("products.csv", products),
    "orders.csv": csv("orders.csv", orders),
    "order-lines.csv": csv("order-lines.csv", lines),
    "keys.csv": csv("keys.csv", keysOf(owned)),
    "subscriptions.csv": csv("subscriptions.csv", subscriptionsOf(now)),
  };
}

function csv(name: FileName, rows: readonly Row[]): string {
  const heading = FILES[name].columns.map((column) => column.heading);
  return [heading, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

const cell = (value: string | number) =>
  /[",]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

function productsOf([code, family, pool, hasDownload]: (typeof FAMILIES)[number]): Row[] {
  return EDITIONS.flatMap(([edition, words]) => {
    const product = `${code}-${edition}`;
    const name = `${family} ${words}`;
    // A few are counted, not activated.
    const shared: Row = [product, name, family, code === "ATL" ? "no" : "yes", hasDownload];
    const part = (kind: string, sign: string, what: string): Row => [
      ...shared,
      `${product}-${sign}`,
      `${name}, ${what}`,
      pool,
      kind,
    ];
    return [
      part("license", "L", "license"),
      part("maintenance", "M", "maintenance"),
      ...(edition === "E25" ? [part("step-up", "U", "step-up from Professional")] : []),
    ];
  });
}

interface Owned {
  readonly account: string;
  readonly product: string;
  quantity: number;
}

function ordersUntil(now: Date) {
  const chance = randomly(20_261_122);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const orders: Row[] = [];
  const lines: Row[] = [];
  const owned = new Map<string, Owned>();
  for (const { account, partners, orders: count } of BUYERS) {
    for (let index = 0; index < count; index += 1) {
      const back = Math.round((1825 * (count - index - chance())) / count);
      const date = dayBefore(now, back);
      const number = `SO-${account.slice(-4)}${String(index + 1).padStart(4, "0")}`;
      const status = back < 20 ? "processing" : chance() < 0.03 ? "cancelled" : "completed";
      const reference = chance() < 0.6 ? `PO ${2021 + Math.floor(index / 50)}-${index + 100}` : "";
      orders.push([account, number, date, pick(partners), reference, status]);
      const wanted = 1 + Math.floor(chance() * 6);
      for (let line = 1; line <= wanted; line += 1) {
        const family = pick(FAMILIES)[0];
        const edition = pick(EDITIONS)[0];
        const product = `${family}-${edition}`;
        const country = pick(COUNTRIES);
        const quantity = [1, 2, 5, 10, 25, 50, 100, 250][Math.floor(chance() * 8)] ?? 1;
        const from = owned.get(`${account} ${family}-P25`);
        const counts = status === "completed";
        if (edition === "E25" && counts && from && from.quantity > 1) {
          const moved = Math.ceil(from.quantity / 2);
          from.quantity -= moved;
          add(owned, account, product, moved);
          lines.push([
            account,
            number,
            line,
            `${product}-U`,
            moved,
            country,
            "",
            "",
            `${family}-P25`,
          ]);
          continue;
        }
        const [begin, end] = [date, dayBefore(now, back - 730)];
        const term = chance() < 0.5 ? [begin, end] : ["", ""];
        lines.push([account, number, line, `${product}-L`, quantity, country, ...term, ""]);
        if (counts) add(owned, account, product, quantity);
      }
    }
  }
  return { orders, lines, owned: [...owned.values()] };
}

function add(owned: Map<string, Owned>, account: string, product: string, quantity: number): void {
  const known = owned.get(`${account} ${product}`) ?? { account, product, quantity: 0 };
  known.quantity += quantity;
  owned.set(`${account} ${product}`, known);
}

function keysOf(owned: readonly Owned[]): Row[] {
  const chance = randomly(42);
  const signs = "BCDFGHJKMPQRTVWXY2346789";
  const group = () =>
    Array.from({ length: 5 }, () => signs[Math.floor(chance() * signs.length)]).join("");
  const key = () => Array.from({ length: 5 }, group).join("-");
  return owned
    .filter(({ product, quantity }) => quantity > 0 && !product.startsWith("ATL"))
    .flatMap(({ account, product, quantity }, index): Row[] => {
      const used = Math.floor(quantity * (index % 7 === 0 ? 0.97 : chance() * 0.8));
      const several = [account, product, "Multiple activation", key(), quantity, used, "active"];
      return index % 9 === 0
        ? [several, [account, product, "Key management service", key(), "", "", "active"]]
        : [several];
    });
}

function subscriptionsOf(now: Date): Row[] {
  return SERVICES.map(([service, name, seats], index) => {
    const from = dayBefore(now, 300 - index * 60);
    return ["PA-0048213", service, name, seats, from, dayBefore(now, -(65 + index * 100))];
  });
}

function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

/** The same numbers from 0 to 1 for the same seed. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
