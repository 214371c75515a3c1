import type { PoolClient } from "pg";
import type { Sentence } from "../errors";
import { type FileName, FILES } from "./files";
import type { Problems } from "./problems";

/** Finds rows of a staging table `s` that are wrong: their line, and what the sentence needs. */
interface Check {
  readonly column: string | null;
  readonly key: string;
  /** FROM and WHERE; further tables are joined to `s`. */
  readonly where: string;
  /** Values of the sentence by name, as SQL. */
  readonly values?: Readonly<Record<string, string>>;
}

/** More rows than are told are counted, not read. */
const AT_MOST = 100;

const unknown = (column: string, key: string, table: string, on: string): Check => ({
  column,
  key,
  where: `WHERE NOT EXISTS (SELECT 1 FROM "${table}" t WHERE ${on})`,
});

const unknownAccount = unknown(
  "PURCHASING ACCOUNT",
  "dataAccountUnknown",
  "PurchasingAccount",
  `t."numberKey" = s."account"`,
);

const unknownProduct = (column: string, field: string) =>
  unknown(column, "dataProductUnknown", "Product", `t."codeKey" = s."${field}"`);

/** What a file's rows must agree with; the files before it in a set are saved by then. */
const CHECKS: Record<FileName, readonly Check[]> = {
  "products.csv": [
    {
      column: "PRODUCT",
      key: "dataProductDiffers",
      where: `JOIN (SELECT DISTINCT ON ("codeKey") "codeKey", "line", "name", "family", "needsKey", "hasDownload"
          FROM "stagedPart" ORDER BY "codeKey", "line") f ON f."codeKey" = s."codeKey"
        WHERE (s."name", s."family", s."needsKey", s."hasDownload")
          <> (f."name", f."family", f."needsKey", f."hasDownload")`,
      values: { line: `f."line"` },
    },
    {
      column: "PART NUMBER",
      key: "dataPartMoved",
      where: `JOIN "Part" p ON p."numberKey" = s."partKey" JOIN "Product" t ON t."id" = p."productId"
        WHERE t."codeKey" <> s."codeKey"`,
      values: { product: `t."code"` },
    },
  ],
  "orders.csv": [
    unknownAccount,
    unknown("PARTNER", "dataPartnerUnknown", "Partner", `t."numberKey" = s."partner"`),
  ],
  "order-lines.csv": [
    unknownAccount,
    unknown(
      "ORDER NUMBER",
      "dataOrderUnknown",
      "Order",
      `t."numberKey" = s."order" AND t."purchasingAccountId" =
        (SELECT "id" FROM "PurchasingAccount" WHERE "numberKey" = s."account")`,
    ),
    unknown("PART NUMBER", "dataPartUnknown", "Part", `t."numberKey" = s."part"`),
    {
      ...unknownProduct("STEP-UP FROM", "stepUpFrom"),
      where: `WHERE s."stepUpFrom" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "Product" t WHERE t."codeKey" = s."stepUpFrom")`,
    },
    {
      column: "STEP-UP FROM",
      key: "dataStepUpFromMissing",
      where: `JOIN "Part" p ON p."numberKey" = s."part"
        WHERE p."kind" = 'STEP_UP' AND s."stepUpFrom" IS NULL`,
    },
    {
      column: "STEP-UP FROM",
      key: "dataNoStepUp",
      where: `JOIN "Part" p ON p."numberKey" = s."part"
        WHERE p."kind" <> 'STEP_UP' AND s."stepUpFrom" IS NOT NULL`,
    },
    {
      column: "STEP-UP FROM",
      key: "dataStepUpFromItself",
      where: `JOIN "Part" p ON p."numberKey" = s."part" JOIN "Product" t ON t."id" = p."productId"
        WHERE t."codeKey" = s."stepUpFrom"`,
    },
    {
      column: "MAINTENANCE UNTIL",
      key: "dataTermHalf",
      where: `WHERE (s."termFrom" IS NULL) <> (s."termUntil" IS NULL)`,
    },
    {
      column: "MAINTENANCE UNTIL",
      key: "dataEndBeforeBegin",
      where: `WHERE s."termFrom" > s."termUntil"`,
    },
    {
      column: "MAINTENANCE FROM",
      key: "dataTermMissing",
      where: `JOIN "Part" p ON p."numberKey" = s."part"
        WHERE p."kind" = 'MAINTENANCE' AND s."termFrom" IS NULL`,
    },
  ],
  "keys.csv": [unknownAccount, unknownProduct("PRODUCT", "product")],
  "files.csv": [unknownProduct("PRODUCT", "product")],
  "subscriptions.csv": [
    unknownAccount,
    { column: "UNTIL", key: "dataEndBeforeBegin", where: `WHERE s."from" > s."until"` },
  ],
};

/** Notes what the rows of a staged file are wrong in, each row's first mistakes first. */
export async function checkRows(
  client: PoolClient,
  file: FileName,
  problems: Problems,
): Promise<void> {
  for (const check of [duplicates(file), ...CHECKS[file]]) {
    await run(client, file, check, problems);
  }
}

/** A row whose natural key stands further up already. */
function duplicates(file: FileName): Check {
  const { table, naturalKey } = FILES[file];
  const key = naturalKey.map((field) => `"${field}"`).join(", ");
  return {
    column: null,
    key: "dataTwice",
    where: `JOIN (SELECT "line", first_value("line") OVER (PARTITION BY ${key} ORDER BY "line") AS "first"
        FROM "${table}") f ON f."line" = s."line" WHERE f."first" <> f."line"`,
    values: { line: `f."first"` },
  };
}

async function run(
  client: PoolClient,
  file: FileName,
  { column, key, where, values = {} }: Check,
  problems: Problems,
): Promise<void> {
  const fields = Object.entries(values).map(([name, sql]) => `${sql} AS "told_${name}"`);
  const found = await client.query<Row>(
    `SELECT ${['s."line"', ...fields, `count(*) OVER ()::int AS "total"`].join(", ")}
     FROM "${FILES[file].table}" s ${where} ORDER BY s."line" LIMIT ${AT_MOST}`,
  );
  const names = Object.keys(values);
  for (const row of found.rows) {
    const told = Object.fromEntries(names.map((name) => [name, row[`told_${name}`] ?? ""]));
    const sentence: Sentence = names.length > 0 ? { key, values: told } : { key };
    problems.add({ file, line: row.line, column, sentence });
  }
  const [first] = found.rows;
  if (first) problems.count(file, first.total - found.rows.length);
}

interface Row extends Record<string, string | number> {
  line: number;
  total: number;
}
