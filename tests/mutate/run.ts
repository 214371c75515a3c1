import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Mutant, mutantsOf } from "./mutants";
import { nearestTests } from "./nearest-tests";
import { openSession } from "./session";

const root = path.join(import.meta.dirname, "../..");

/** Who may do what and see whose: every mutant of it, each time. */
const RIGHTS = /^lib\/(?:policy\/.*|.*-?scope)\.ts$/;

/** The rest of what must hold; a run takes some mutants of it, MUTATE_ALL=1 all. */
const SAMPLED =
  /^lib\/(?:invitations|designations|seats|keys)\/|^lib\/accounts\/(?:sign-|.*session|second-factor|prove-identity|sent-invitations)/;

const PER_RUN = Number(process.env.MUTANTS ?? 30);
const ON_RIGHTS = ["policy", "policy-rules", "isolation", "finders"].map(
  (name) => `tests/${name}.test.ts`,
);
const PARTS = [
  { name: "policy and scope", files: RIGHTS, first: ON_RIGHTS, atMost: Infinity, wanted: 0.9 },
  { name: "sample of the rest", files: SAMPLED, first: [], atMost: PER_RUN, wanted: 0.8 },
];

const seed = Number(process.env.MUTATE_SEED ?? Date.now() % 100_000);
const nearest = nearestTests(root);
const session = await openSession(root);
const totals = { passed: 0, failed: 0, skipped: 0, notRun: 0 };
try {
  for (const part of PARTS) await runPart(part);
} finally {
  await session.close();
}
const report = process.env.MUTATE_REPORT;
if (report) writeFileSync(report, JSON.stringify(totals));
process.exit(totals.failed > 0 ? 1 : 0);

async function runPart({
  name,
  files,
  first,
  atMost,
  wanted,
}: (typeof PARTS)[number]): Promise<void> {
  const all = filesOfLib(files).flatMap((file) => mutantsOf(root, file));
  const chosen = process.env.MUTATE_ALL === "1" ? all : sample(all, atMost);
  const started = Date.now();
  const survivors: Mutant[] = [];
  const lastKillers: string[] = [];
  for (const mutant of chosen) {
    const tests = [...new Set([...first, ...nearest(mutant.file)])];
    // What killed the one before often kills its neighbor.
    const likely = lastKillers.filter((test) => tests.includes(test)).slice(0, 1);
    const killer = await session.killer(mutant, [...new Set([...likely, ...tests])]);
    if (killer) lastKillers.unshift(killer);
    else survivors.push(mutant);
    if (process.env.MUTATE_VERBOSE === "1")
      console.log(described(mutant), "→", killer ?? "SURVIVES");
  }
  // A test that fails without a mutant notices nothing.
  const broken = await session.killer(undefined, [...new Set(lastKillers)]);
  if (broken) console.log(`${name}: ${broken} fails by itself`);
  const killed = chosen.length - survivors.length;
  const score = chosen.length === 0 ? 1 : killed / chosen.length;
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    `${name}: ${killed} of ${chosen.length} mutants killed (${(score * 100).toFixed(1)} %, wanted ${wanted * 100} %; ${all.length} exist; seed ${seed}; ${seconds} s)`,
  );
  for (const mutant of survivors) console.log(`  survives: ${described(mutant)}`);
  const chance = chosen.length < all.length ? chanceOf(wanted, chosen.length) : 0;
  totals[score >= wanted - chance && !broken ? "passed" : "failed"] += 1;
}

/** How far a sample may lie below all: a worse one comes of chance once in a hundred times. */
function chanceOf(wanted: number, size: number): number {
  return 2.33 * Math.sqrt((wanted * (1 - wanted)) / size);
}

function filesOfLib(pattern: RegExp): string[] {
  return readdirSync(path.join(root, "lib"), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => pattern.test(file))
    .sort();
}

/** So many of them, the same for the same seed, in the order of their files. */
function sample(all: readonly Mutant[], atMost: number): Mutant[] {
  const lot = (mutant: Mutant) =>
    createHash("sha256")
      .update(`${seed} ${described(mutant)} ${mutant.start}`)
      .digest("hex");
  const chosen = new Set(
    all
      .map((mutant) => ({ mutant, lot: lot(mutant) }))
      .sort((one, other) => one.lot.localeCompare(other.lot))
      .slice(0, atMost)
      .map(({ mutant }) => mutant),
  );
  return all.filter((mutant) => chosen.has(mutant));
}

function described({ file, line, was, becomes }: Mutant): string {
  const short = (text: string) => text.replace(/\s+/g, " ").slice(0, 80);
  return `${file}:${line} ${short(was)} ⇒ ${short(becomes)}`;
}
