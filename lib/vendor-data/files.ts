import { sealKey } from "../keys/seal-key";
import {
  checksum,
  country,
  day,
  integer,
  number,
  oneOf,
  optional,
  reference,
  size,
  text,
  type Column,
  type Value,
} from "./columns";

export const FILE_NAMES = [
  "products.csv",
  "orders.csv",
  "order-lines.csv",
  "keys.csv",
  "files.csv",
  "subscriptions.csv",
] as const;

export type FileName = (typeof FILE_NAMES)[number];

export interface FileShape {
  /** The staging table. */
  readonly table: string;
  readonly columns: readonly Column[];
  /** Fields of the staging table that the columns don't fill by themselves, with their types. */
  readonly made?: Readonly<Record<string, string>>;
  /** Fills them; may take away what mustn't reach the database. */
  readonly make?: (row: Map<string, Value>) => void;
  /** A cell may be a product key in a wrong column: what was typed is never told. */
  readonly isSecret?: true;
  /** The fields by which a row is known: a second row with the same ones is a mistake. */
  readonly naturalKey: readonly string[];
}

/** The type of a field that never reaches the database. */
export const TRANSIENT = "";

const YES_NO = { yes: "true", no: "false" };

/** The files of a set; every column stands in docs/self-hosting.md with its rule. */
export const FILES: Record<FileName, FileShape> = {
  "products.csv": {
    table: "stagedPart",
    columns: [
      number("PRODUCT", "code"),
      text("PRODUCT NAME", "name"),
      text("FAMILY", "family"),
      oneOf("NEEDS KEY", "needsKey", YES_NO),
      oneOf("DOWNLOAD", "hasDownload", YES_NO),
      number("PART NUMBER", "part"),
      text("PART NAME", "partName"),
      text("POOL", "pool", 60),
      oneOf("KIND", "kind", {
        license: "LICENSE",
        maintenance: "MAINTENANCE",
        "step-up": "STEP_UP",
      }),
    ],
    naturalKey: ["partKey"],
  },
  "orders.csv": {
    table: "stagedOrder",
    columns: [
      reference("PURCHASING ACCOUNT", "account"),
      number("ORDER NUMBER", "number"),
      // A mistyped year would be a report of thousands of months.
      day("DATE", "orderedOn", "2099-12-31"),
      reference("PARTNER", "partner"),
      optional(text("CUSTOMER REFERENCE", "customerReference", 100)),
      oneOf("STATUS", "status", {
        processing: "PROCESSING",
        completed: "COMPLETED",
        cancelled: "CANCELLED",
      }),
    ],
    naturalKey: ["account", "numberKey"],
  },
  "order-lines.csv": {
    table: "stagedLine",
    columns: [
      reference("PURCHASING ACCOUNT", "account"),
      reference("ORDER NUMBER", "order"),
      integer("LINE", "lineNo", 1),
      reference("PART NUMBER", "part"),
      integer("QUANTITY", "quantity", 1),
      country("USAGE COUNTRY", "usageCountry"),
      optional(day("MAINTENANCE FROM", "termFrom")),
      optional(day("MAINTENANCE UNTIL", "termUntil")),
      optional(reference("STEP-UP FROM", "stepUpFrom")),
    ],
    naturalKey: ["account", "order", "lineNo"],
  },
  "keys.csv": {
    table: "stagedKey",
    columns: [
      reference("PURCHASING ACCOUNT", "account"),
      reference("PRODUCT", "product"),
      text("KIND", "kind", 60),
      { ...text("KEY", "secret"), fields: { secret: TRANSIENT }, read: readKey },
      optional(integer("ACTIVATIONS ALLOWED", "activationsAllowed", 0)),
      optional(integer("ACTIVATIONS USED", "activationsUsed", 0)),
      oneOf("STATUS", "status", { active: "ACTIVE", blocked: "BLOCKED", replaced: "REPLACED" }),
    ],
    made: { secretEnc: "bytea", secretHmac: "bytea", last5: "text" },
    make: sealRow,
    isSecret: true,
    naturalKey: ["account", "secretHmac"],
  },
  "files.csv": {
    table: "stagedFile",
    columns: [
      reference("PRODUCT", "product"),
      text("VERSION", "version", 60),
      text("LANGUAGE", "language", 60),
      text("PLATFORM", "platform", 60),
      text("KIND", "kind", 60),
      { ...text("PATH", "path", 400), read: readPath },
      size("SIZE", "size"),
      checksum("SHA-256", "sha256"),
    ],
    naturalKey: ["product", "version", "language", "platform", "kind"],
  },
  "subscriptions.csv": {
    table: "stagedSubscription",
    columns: [
      reference("PURCHASING ACCOUNT", "account"),
      number("SERVICE", "service"),
      text("NAME", "name"),
      integer("SEATS", "seats", 0),
      day("FROM", "from"),
      day("UNTIL", "until"),
    ],
    naturalKey: ["account", "serviceKey"],
  },
};

/** A product key as it is typed: groups of letters and digits. */
function readKey(cell: string) {
  return /^[\dA-Z]+(-[\dA-Z]+)*$/i.test(cell) && cell.length >= 10 && cell.length <= 100
    ? [cell.toUpperCase()]
    : { key: "dataNotAKey" };
}

/** A file below the storage directory, with slashes; never out of it. */
function readPath(cell: string) {
  const parts = cell.split("/");
  const isSafe = parts.every((part) => /^[^\\:\p{Cc}]+$/u.test(part) && !/^\.{1,2}$/.test(part));
  return isSafe && cell.length <= 400 ? [cell] : { key: "dataNotAPath" };
}

/** The key itself goes no further than this. */
function sealRow(row: Map<string, Value>): void {
  const sealed = sealKey(row.get("secret") ?? "", row.get("account") ?? "");
  row.set("secretEnc", hex(sealed.secretEnc)).set("secretHmac", hex(sealed.secretHmac));
  row.set("last5", sealed.last5).delete("secret");
}

const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString("hex")}`;
