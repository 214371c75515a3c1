import type { Sentence } from "@/lib/errors";
import { COLUMNS } from "@/lib/imports/columns";
import { MAX_MEGABYTES } from "@/lib/csv/decode-file";
import { MAX_ROWS } from "@/lib/csv/read-rows";

/**
 * Why a file was refused, as the upload wrote it into the address of the page. Nobody's words come in
 * by an address: keys are the portal's, limits its own, columns those that it knows, lines numbers.
 */
export function refusalIn(query: Record<string, string | string[] | undefined>): Sentence | null {
  const one = (name: string) => [query[name]].flat()[0] ?? "";
  const key = one("refused");
  if (!/^import[A-Z]\w*$/.test(key)) return null;
  const known = Object.values<string>(COLUMNS);
  const columns = one("columns")
    .split(", ")
    .filter((name) => known.includes(name))
    .join(", ");
  const line = Number(one("line")) || 0;
  return { key, values: { columns, line, rows: MAX_ROWS, megabytes: MAX_MEGABYTES } };
}
