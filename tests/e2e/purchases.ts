import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { query } from "./database";
import { expect, type Portal } from "./fixtures";
import type { Organization } from "./organization";

/** An order as a test tells it; lines are what stands in order-lines.csv after the line's number. */
export interface Purchase {
  readonly number: string;
  readonly date: string;
  readonly status?: "processing" | "completed" | "cancelled";
  readonly reference?: string;
  readonly partner?: string;
  /** PART NUMBER,QUANTITY,USAGE COUNTRY,MAINTENANCE FROM,MAINTENANCE UNTIL,STEP-UP FROM */
  readonly lines: readonly string[];
}

/** Every test has the same catalogue, so that sets of files that come in side by side agree. */
const PARTS = [
  "P25,Harbor Server Professional 2025,Harbor Server,yes,yes,P25-L,License,Servers,license",
  "P25,Harbor Server Professional 2025,Harbor Server,yes,yes,P25-M,Maintenance,Servers,maintenance",
  "E25,Harbor Server Enterprise 2025,Harbor Server,yes,yes,E25-U,Step-up,Servers,step-up",
  "Q22,Quill Documents Standard 2022,Quill Documents,yes,yes,Q22-L,License,Applications,license",
  "Q22,Quill Documents Standard 2022,Quill Documents,yes,yes,Q22-M,Maintenance,Applications,maintenance",
].map((line) => line.replace(/^(\w+),/, "E2E-$1,").replace(/,(\w+-[LMU]),/, ",E2E-$1,"));

/** Has the portal take over what was ordered, as the vendor's systems hand it over. */
export async function takeOver(
  portal: Portal,
  { number }: Organization,
  purchases: readonly Purchase[],
): Promise<void> {
  const orders = purchases.map(
    ({ number: order, date, partner = "PRT-E2E", reference = "", status = "completed" }) =>
      [number, order, date, partner, reference, status].join(","),
  );
  const lines = purchases.flatMap((purchase) =>
    purchase.lines.map((line, index) => [number, purchase.number, index + 1, line].join(",")),
  );
  const texts = {
    "products.csv": [
      "PRODUCT,PRODUCT NAME,FAMILY,NEEDS KEY,DOWNLOAD,PART NUMBER,PART NAME,POOL,KIND",
      ...PARTS,
    ],
    "orders.csv": [
      "PURCHASING ACCOUNT,ORDER NUMBER,DATE,PARTNER,CUSTOMER REFERENCE,STATUS",
      ...orders,
    ],
    "order-lines.csv": [
      "PURCHASING ACCOUNT,ORDER NUMBER,LINE,PART NUMBER,QUANTITY,USAGE COUNTRY,MAINTENANCE FROM,MAINTENANCE UNTIL,STEP-UP FROM",
      ...lines,
    ],
  };
  const folder = await mkdtemp(path.join(tmpdir(), "purchases-"));
  for (const [name, rows] of Object.entries(texts))
    await writeFile(path.join(folder, name), rows.map((row) => `${row}\r\n`).join(""));
  await expect(async () => {
    // Another test's set may be coming in at the moment.
    const { code, stderr } = await portal(["import", folder]);
    expect(code, stderr).toBe(0);
  }).toPass({ timeout: 30_000 });
  await rm(folder, { recursive: true });
}

/** The id by which addresses name an order. */
export async function orderId({ key }: Organization, number: string): Promise<string> {
  const [row] = await query<{ id: string }>(
    `SELECT o."id" FROM "Order" o JOIN "PurchasingAccount" a ON a."id" = o."purchasingAccountId"
     WHERE a."numberKey" = $1 AND o."number" = $2`,
    [key, number],
  );
  return row?.id ?? "";
}

/** What most tests look at: licenses, some in maintenance, a step-up, a cancelled order. */
export const SOME_PURCHASES: readonly Purchase[] = [
  {
    number: "SO-1001",
    date: "2025-03-04",
    reference: "PO 2025-17",
    lines: ["E2E-P25-L,12,DE,2025-03-04,2027-03-03,", "E2E-Q22-L,40,US,,,"],
  },
  { number: "SO-1002", date: "2026-02-10", lines: ["E2E-E25-U,4,DE,,,E2E-P25"] },
  {
    number: "SO-1003",
    date: "2026-05-20",
    status: "cancelled",
    reference: '"PO 2026-3, replaces an earlier one that was lost in the post"',
    lines: ["E2E-Q22-L,500,JP,,,"],
  },
  {
    number: "SO-1004",
    date: "2026-11-20",
    status: "processing",
    reference: "PO 2026-88",
    lines: ["E2E-Q22-M,25,US,2026-01-01,2099-12-31,"],
  },
];
