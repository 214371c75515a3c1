import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { env } from "../env";
import { sentence } from "../messages";
import { SYSTEM } from "../policy/actor";
import { FILE_NAMES, type FileName } from "../vendor-data/files";
import { importData } from "../vendor-data/import-data";
import type { Problem } from "../vendor-data/problems";
import { type Command, print, UsageError } from "./command";

export const importCommand: Command = {
  usage: "<folder> [--dry-run] [--json]",
  what: "takes over products, orders, keys, files and subscriptions from the CSV files of a folder",
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        "dry-run": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new UsageError("Which folder?");
    const dryRun = values["dry-run"];
    const files = await openFolder(path.resolve(env.callerDirectory, folder));
    const result = await importData(SYSTEM, files, { dryRun });
    if (result.state === "refused") {
      if (values.json) print(true, result, []);
      for (const problem of result.problems) console.error(problemLine(problem));
      const more = result.refused - result.problems.length;
      if (more > 0) console.error(`… and ${more} more mistakes.`);
      console.error("Nothing was changed.");
      return 1;
    }
    print(values.json, result, [
      ...result.saved.map(
        (one) => `${one.table}: ${one.new} new, ${one.changed} changed, ${one.unchanged} unchanged`,
      ),
      ...(dryRun ? ["A dry run: nothing was changed."] : []),
    ]);
    return 0;
  },
};

async function openFolder(folder: string) {
  const found: [FileName, () => AsyncIterable<Uint8Array>][] = [];
  for (const name of FILE_NAMES) {
    const file = path.join(folder, name);
    const isThere = await stat(file).then(
      (entry) => entry.isFile(),
      () => false,
    );
    if (isThere) found.push([name, () => createReadStream(file)]);
  }
  return Object.fromEntries(found);
}

function problemLine({ file, line, column, sentence: words }: Problem): string {
  const place = [file, line === null ? "" : `line ${line}`, column ?? ""].filter(Boolean);
  return `${place.join(", ")}: ${sentence(words)}`;
}
