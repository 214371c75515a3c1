import { readFileSync } from "node:fs";
import path from "node:path";

interface Manifest {
  node: Record<string, { filename: string; exportedName: string }>;
}

let manifest: Manifest | undefined;

/** The id under which Next knows an action (file#export), from the build that is being tested. */
export function actionId(action: string, distDir = process.env.NEXT_DIST_DIR ?? ""): string {
  const file = path.join(distDir, "server", "server-reference-manifest.json");
  manifest ??= JSON.parse(readFileSync(file, "utf8")) as Manifest;
  const found = Object.entries(manifest.node).find(
    ([, { filename, exportedName }]) => `${filename}#${exportedName}` === action,
  );
  if (!found) throw new Error(`${action} is not in ${file}`);
  return found[0];
}
