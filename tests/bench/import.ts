import { setTimeout as sleep } from "node:timers/promises";
import { pool } from "../../lib/db/client";
import { checkImport } from "../../lib/imports/check-import";
import { readImport } from "../../lib/imports/read-import";
import { startImport } from "../../lib/imports/start-import";
import { writeRows } from "./bare/write-rows.mjs";
import type { World } from "./fill";
import { heading, note, upTo } from "./report";

const HEADING = "EMAIL ADDRESS,FIRST NAME,LAST NAME,PREFERRED LANGUAGE,COUNTRY/REGION,ROLE";

/** A minute for ten thousand. */
const SECONDS_PER_ROW = 60 / 10_000;

/** Rows of one transaction, as in lib/imports. */
const AT_ONCE = 50;

/** A file of people through the worker's process, from the start until the last row has its outcome. */
export async function measureImport({ large }: World, rows: number): Promise<void> {
  const actor = large.administrator;
  const count = rows.toLocaleString("en");
  heading(`Importing ${count} people`, "the same rows by SQL, fifty in a transaction");
  const lines = emails("import", rows).map((email) => `${email},Ana,Silva,en,US,Account Viewer`);
  const bytes = (async function* () {
    yield Buffer.from([HEADING, ...lines].join("\n"));
  })();
  let started = Date.now();
  const { importId } = await checkImport(actor, { fileName: "people.csv", bytes });
  note({ what: "reading the file", figure: since(started), unit: "s" });
  started = Date.now();
  await startImport(actor, { importId });
  while ((await readImport(actor, importId)).state === "RUNNING") await sleep(200);
  const seconds = since(started);
  const { counts } = await readImport(actor, importId);
  if (counts.invited !== rows) throw new Error(`${counts.invited} of ${rows} rows were invited`);
  const floor = await bySql(actor, emails("floor", rows));
  const target = upTo(rows * SECONDS_PER_ROW);
  note({ what: "importing it", figure: seconds, floor, unit: "s", target });
  note({ what: "rows", figure: rows / seconds, floor: rows / floor, unit: "/s" });
  // Their mails are not what the next parts measure.
  await pool.query(
    "DELETE FROM graphile_worker._private_jobs WHERE payload->>'messageId' IS NOT NULL",
  );
}

async function bySql(actor: World["large"]["administrator"], people: readonly string[]) {
  const started = Date.now();
  for (let from = 0; from < people.length; from += AT_ONCE) {
    await writeRows(pool, actor, people.slice(from, from + AT_ONCE));
  }
  return since(started);
}

const emails = (name: string, many: number) =>
  Array.from({ length: many }, (_, n) => `${name}.${n}@contoso.com`);

const since = (started: number) => (Date.now() - started) / 1000;
