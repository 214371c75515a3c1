import { z } from "zod";
import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { isNamed } from "../products/is-named";
import { licensedProducts } from "../products/licensed-products";
import type { DownloadChoices, DownloadFilters } from "./download-query";

const { sql, raw, join } = Prisma;

const PAGE_SIZE = 50;

/** A file with its product; or, without a file, a licensed product that has none to download. */
export interface FileRow {
  /** The file's id; where there is none, the product's. */
  readonly id: string;
  readonly product: string;
  readonly code: string;
  readonly family: string;
  readonly needsKey: boolean;
  readonly hasDownload: boolean;
  readonly file: FileFacts | null;
}

interface FileFacts {
  readonly version: string;
  readonly language: string;
  readonly platform: string;
  readonly kind: string;
  readonly path: string;
  readonly size: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

export interface FilesPage {
  readonly rows: readonly FileRow[];
  /** Cursors of the neighbouring pages. */
  readonly previous: string | null;
  readonly next: string | null;
}

/**
 * What the licenses of the actor's purchasing account let them download, by product, and the licensed
 * products without anything. Keyset paging both ways. Throws `forbidden`.
 */
export async function listFiles(
  actor: Actor,
  query: DownloadFilters & { after?: string | undefined; before?: string | undefined },
): Promise<FilesPage> {
  authorize(actor, "downloads.use");
  const cursor = z.uuid().safeParse(query.after ?? query.before);
  const bound = cursor.success ? cursor.data : null;
  const backwards = bound !== null && query.after === undefined;
  const found = await walk(actor, query, { bound, backwards });
  // Nothing beyond the bound: what stood there is gone, or that was the beginning.
  if (bound !== null && found.length === 0) {
    return listFiles(actor, { ...query, after: undefined, before: undefined });
  }
  const rows = found.slice(0, PAGE_SIZE);
  if (backwards) rows.reverse();
  const more = found.length > PAGE_SIZE;
  return {
    rows,
    previous: (backwards ? more : bound !== null) ? (rows[0]?.id ?? null) : null,
    next: backwards || more ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** The languages and platforms that the list can be narrowed to. */
export async function downloadChoices(actor: Actor): Promise<DownloadChoices> {
  authorize(actor, "downloads.use");
  const rows = await db.$queryRaw<{ language: string; platform: string }[]>`
    SELECT DISTINCT r."language", r."platform" FROM ${fileRows(actor)} WHERE r."path" IS NOT NULL`;
  const sorted = (values: string[]) => [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
  return {
    languages: sorted(rows.map(({ language }) => language)),
    platforms: sorted(rows.map(({ platform }) => platform)),
  };
}

/** Every row `r` that the actor's list can have. */
function fileRows({ purchasingAccountId }: MemberActor): Prisma.Sql {
  const product = raw(
    `p."name" AS "product", p."id" AS "productId", p."code", p."codeKey", p."family", p."needsKey", p."hasDownload"`,
  );
  const licensed = sql`p."id" IN (${licensedProducts(purchasingAccountId)})`;
  return sql`(
    SELECT f."id", ${product}, f."version", f."language", f."platform", f."kind", f."path", f."size",
      f."sha256"
    FROM "SoftwareFile" f JOIN "Product" p ON p."id" = f."productId"
    WHERE p."hasDownload" AND ${licensed}
    UNION ALL
    SELECT p."id", ${product}, '', '', '', '', NULL, NULL, NULL FROM "Product" p
    WHERE ${licensed} AND NOT (p."hasDownload"
      AND EXISTS (SELECT FROM "SoftwareFile" f WHERE f."productId" = p."id"))
  ) r`;
}

interface Walk {
  readonly bound: string | null;
  readonly backwards: boolean;
}

type Row = Omit<FileRow, "file"> &
  Omit<FileFacts, "path" | "size"> & { path: string | null; size: bigint | null };

async function walk(actor: MemberActor, filters: DownloadFilters, { bound, backwards }: Walk) {
  const [than, direction] = [backwards ? "<" : ">", backwards ? "DESC" : "ASC"].map(raw);
  const beyond =
    bound === null
      ? sql`true`
      : // A row that is gone, or out of the actor's sight, is no place: nothing lies beyond it.
        sql`(${PLACE}) ${than} (SELECT ${PLACE} FROM ${fileRows(actor)} WHERE r."id" = ${bound}::uuid)`;
  const rows = await db.$queryRaw<Row[]>`
    SELECT r."id", r."product", r."code", r."family", r."needsKey", r."hasDownload", r."version",
      r."language", r."platform", r."kind", r."path", r."size", encode(r."sha256", 'hex') AS "sha256"
    FROM ${fileRows(actor)} WHERE ${matches(filters)} AND ${beyond}
    ORDER BY ${join(
      ORDER.map((column) => sql`${column} ${direction}`),
      ", ",
    )} LIMIT ${PAGE_SIZE + 1}`;
  return rows.map(rowOf);
}

/** By the signs themselves, whatever the database's language. */
const ORDER = ["product", "productId", "version", "language", "platform", "kind", "id"].map(
  (column) => raw(`r."${column}"${/Id$|^id$/.test(column) ? "" : ' COLLATE "C"'}`),
);
const PLACE = join(ORDER, ", ");

function matches({ search, language, platform }: DownloadFilters): Prisma.Sql {
  const conditions = [
    ...(search === undefined ? [] : [isNamed(search, raw(`r."codeKey"`))]),
    ...(language === undefined ? [] : [sql`r."language" = ${language}`]),
    ...(platform === undefined ? [] : [sql`r."platform" = ${platform}`]),
  ];
  return conditions.length === 0 ? sql`true` : join(conditions, " AND ");
}

function rowOf(row: Row): FileRow {
  const { id, product, code, family, needsKey, hasDownload, path, size, sha256 } = row;
  const { version, language, platform, kind } = row;
  const file =
    path === null || size === null
      ? null
      : { version, language, platform, kind, path, size: Number(size), sha256 };
  return { id, product, code, family, needsKey, hasDownload, file };
}
