import type { PoolClient } from "pg";
import type { FileName } from "./files";
import { replaceUnreadableKeys } from "./replace-unreadable-keys";

/** What became of the rows of one table. */
export interface Saved {
  readonly file: FileName;
  readonly table: string;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

interface Save {
  readonly table: string;
  /** The columns that name a row; the others are brought up to date. */
  readonly key: readonly string[];
  /** What each column is set to, over the staging table `s`. */
  readonly columns: Readonly<Record<string, string>>;
  /** Set for a new row only. */
  readonly once?: Readonly<Record<string, string>>;
  readonly from: string;
}

const ACCOUNT = `JOIN "PurchasingAccount" a ON a."numberKey" = s."account"`;
const PRODUCT = `JOIN "Product" p ON p."codeKey" = s."product"`;
const NEW_ID = { id: "gen_random_uuid()" };

/** One file may fill several tables. */
const SAVES: Record<FileName, readonly Save[]> = {
  "products.csv": [
    {
      table: "Product",
      key: ["codeKey"],
      columns: {
        codeKey: `s."codeKey"`,
        code: `s."code"`,
        name: `s."name"`,
        family: `s."family"`,
        needsKey: `s."needsKey"::boolean`,
        hasDownload: `s."hasDownload"::boolean`,
      },
      once: NEW_ID,
      from: `(SELECT DISTINCT ON ("codeKey") * FROM "stagedPart" ORDER BY "codeKey", "line") s`,
    },
    {
      table: "Part",
      key: ["numberKey"],
      columns: {
        numberKey: `s."partKey"`,
        number: `s."part"`,
        productId: `p."id"`,
        name: `s."partName"`,
        pool: `s."pool"`,
        kind: `s."kind"::"PartKind"`,
      },
      once: NEW_ID,
      from: `"stagedPart" s JOIN "Product" p ON p."codeKey" = s."codeKey"`,
    },
  ],
  "orders.csv": [
    {
      table: "Order",
      key: ["purchasingAccountId", "numberKey"],
      columns: {
        purchasingAccountId: `a."id"`,
        numberKey: `s."numberKey"`,
        number: `s."number"`,
        orderedOn: `s."orderedOn"`,
        partnerId: `r."id"`,
        customerReference: `s."customerReference"`,
        status: `s."status"::"OrderStatus"`,
      },
      once: { ...NEW_ID, recordedAt: "$1" },
      from: `"stagedOrder" s ${ACCOUNT} JOIN "Partner" r ON r."numberKey" = s."partner"`,
    },
  ],
  "order-lines.csv": [
    {
      table: "OrderLine",
      key: ["orderId", "lineNo"],
      columns: {
        orderId: `o."id"`,
        lineNo: `s."lineNo"`,
        purchasingAccountId: `a."id"`,
        partnerId: `o."partnerId"`,
        orderedOn: `o."orderedOn"`,
        partId: `t."id"`,
        productId: `t."productId"`,
        quantity: `s."quantity"`,
        usageCountry: `s."usageCountry"`,
        termFrom: `s."termFrom"`,
        termUntil: `s."termUntil"`,
        stepUpFromId: `u."id"`,
      },
      from: `"stagedLine" s ${ACCOUNT}
        JOIN "Order" o ON o."purchasingAccountId" = a."id" AND o."numberKey" = s."order"
        JOIN "Part" t ON t."numberKey" = s."part"
        LEFT JOIN "Product" u ON u."codeKey" = s."stepUpFrom"`,
    },
  ],
  "keys.csv": [
    {
      table: "LicenseKey",
      key: ["purchasingAccountId", "secretHmac"],
      columns: {
        purchasingAccountId: `a."id"`,
        secretHmac: `s."secretHmac"`,
        productId: `p."id"`,
        kind: `s."kind"`,
        activationsAllowed: `s."activationsAllowed"`,
        activationsUsed: `s."activationsUsed"`,
        status: `s."status"::"KeyStatus"`,
      },
      once: { ...NEW_ID, secretEnc: `s."secretEnc"`, last5: `s."last5"`, recordedAt: "$1" },
      from: `"stagedKey" s ${ACCOUNT} ${PRODUCT}`,
    },
  ],
  "files.csv": [
    {
      table: "SoftwareFile",
      key: ["productId", "version", "language", "platform", "kind"],
      columns: {
        productId: `p."id"`,
        version: `s."version"`,
        language: `s."language"`,
        platform: `s."platform"`,
        kind: `s."kind"`,
        path: `s."path"`,
        size: `s."size"`,
        sha256: `s."sha256"`,
      },
      once: NEW_ID,
      from: `"stagedFile" s ${PRODUCT}`,
    },
  ],
  "subscriptions.csv": [
    {
      table: "Subscription",
      key: ["purchasingAccountId", "serviceKey"],
      columns: {
        purchasingAccountId: `a."id"`,
        serviceKey: `s."serviceKey"`,
        service: `s."service"`,
        name: `s."name"`,
        seats: `s."seats"`,
        from: `s."from"`,
        until: `s."until"`,
      },
      once: { ...NEW_ID, recordedAt: "$1" },
      from: `"stagedSubscription" s ${ACCOUNT}`,
    },
  ],
};

/** Brings the tables up to what a staged file says, whatever the order of its rows. */
export async function saveRows(client: PoolClient, file: FileName, now: Date): Promise<Saved[]> {
  const saved: Saved[] = [];
  const opened = file === "keys.csv" ? await replaceUnreadableKeys(client) : 0;
  for (const save of SAVES[file]) {
    const counts = await run(client, save, now);
    // They are as the file says by now, and were changed.
    const changed = counts.changed + opened;
    saved.push({ file, ...counts, changed, unchanged: counts.unchanged - opened });
  }
  return saved;
}

/** A row that stays as it is isn't written: nothing but the counts tells a second import. */
async function run(client: PoolClient, save: Save, now: Date): Promise<Omit<Saved, "file">> {
  const { table, key, columns, once = {}, from } = save;
  const all = { ...once, ...columns };
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");
  const others = Object.keys(columns).filter((name) => !key.includes(name));
  const differs = others.map((name) => `x."${name}" IS DISTINCT FROM EXCLUDED."${name}"`);
  const needsNow = Object.values(all).includes("$1");
  const { rows } = await client.query<{ new: number; changed: number; total: number }>(
    `WITH done AS (
       INSERT INTO "${table}" AS x (${quoted(Object.keys(all))})
       SELECT ${Object.values(all).join(", ")} FROM ${from}
       ON CONFLICT (${quoted(key)}) DO UPDATE
       SET ${others.map((name) => `"${name}" = EXCLUDED."${name}"`).join(", ")}
       WHERE ${differs.join(" OR ")}
       RETURNING (xmax = 0) AS "isNew")
     SELECT count(*) FILTER (WHERE "isNew")::int AS "new",
            count(*) FILTER (WHERE NOT "isNew")::int AS "changed",
            (SELECT count(*) FROM ${from})::int AS "total" FROM done`,
    needsNow ? [now] : [],
  );
  const [counts = { new: 0, changed: 0, total: 0 }] = rows;
  return {
    table,
    new: counts.new,
    changed: counts.changed,
    unchanged: counts.total - counts.new - counts.changed,
  };
}
