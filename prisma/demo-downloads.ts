import { SYSTEM } from "../lib/policy/actor";
import { importData } from "../lib/vendor-data/import-data";
import { csv, pieces } from "./demo-history";
import { type DemoFile, writeDemoFile } from "./demo-software";

/** The newest editions of some products; what else may be downloaded has no file yet. */
const PRODUCTS = [
  ["HBR-S25", "Harbor Server Standard 2025", 3.2],
  ["HBR-P25", "Harbor Server Professional 2025", 3.4],
  ["LDG-S25", "Ledger Database Standard 2025", 4.1],
  ["LDG-P25", "Ledger Database Professional 2025", 4.6],
  ["MRD-P25", "Meridian Desktop Professional 2025", 4.9],
  ["QLL-S25", "Quill Documents Standard 2025", 2.1],
  ["QLL-P25", "Quill Documents Professional 2025", 2.4],
] as const;

const BUILDS = [
  ["English", "Windows x64"],
  ["English", "Linux x64"],
  ["German", "Windows x64"],
] as const;

/** Software that really downloads: written into the storage, and recorded through the vendor's import. */
export async function playDownloads(now: Date): Promise<void> {
  const files = PRODUCTS.flatMap(([product, name, megabytes]) =>
    BUILDS.map(([language, platform]): DemoFile => {
      const bytes = Math.round(megabytes * 1_000_000);
      return { product, name, version: "25.1", language, platform, bytes };
    }),
  );
  const written = await Promise.all(files.map(writeDemoFile));
  const rows = written.map(({ product, version, language, platform, path, size, sha256 }) => {
    return [product, version, language, platform, "Installer", path, size, sha256];
  });
  const text = csv("files.csv", rows);
  const result = await importData(SYSTEM, { "files.csv": () => pieces(text) }, {}, now);
  if (result.state !== "done") throw new Error(JSON.stringify(result.problems));
}
