import { performance } from "node:perf_hooks";

let missed = 0;

interface Line {
  readonly what: string;
  readonly figure: number;
  /** What the same costs without the portal, or with few people; measured in the same run. */
  readonly floor?: number | undefined;
  readonly unit: "ms" | "/s" | "s" | "kB" | "MB";
  /** For the figure, or for its ratio to the floor; a line without is there to be compared. */
  readonly target?: Target | undefined;
}

interface Target {
  readonly of: "figure" | "ratio";
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Times the floor, or at most so many milliseconds: what a target says. */
export const within = (ratio: number): Target => ({ of: "ratio", atMost: ratio });
export const reaching = (ratio: number): Target => ({ of: "ratio", atLeast: ratio });
export const upTo = (figure: number): Target => ({ of: "figure", atMost: figure });

/** A part of the table. `floor` says what its figures are compared with; columns may be its own. */
export function heading(
  title: string,
  floor = "",
  columns = ["figure", floor === "" ? "" : "floor", floor === "" ? "" : "ratio", "target"],
): void {
  console.log(`\n${title}${floor && ` (floor: ${floor})`}`);
  print(" ", "", columns);
}

/** Prints a figure, its floor, their ratio and the target; a target that is missed is marked. */
export function note({ what, figure, floor, unit, target }: Line): void {
  const ratio = floor === undefined ? undefined : figure / floor;
  const value = target?.of === "ratio" ? (ratio ?? NaN) : figure;
  const ok = !target || (value <= (target.atMost ?? Infinity) && value >= (target.atLeast ?? 0));
  if (!ok) missed += 1;
  print(ok ? " " : "✗", what, [
    amount(figure, unit),
    floor === undefined ? "" : amount(floor, unit),
    ratio === undefined ? "" : ratio.toFixed(2),
    target ? inWords(target, unit) : "",
  ]);
}

/** Prints what should not be. */
export function complain(what: string): void {
  missed += 1;
  print("✗", `  ${what}`, []);
}

/** True when every target was met. */
export function printVerdict(): boolean {
  console.log(missed === 0 ? "\nEvery target is met." : `\n✗ ${missed} missed`);
  return missed === 0;
}

const WARM_UP = 10;

/**
 * Medians in milliseconds. What is compared is run in turn, so that whatever else the machine does
 * slows all of it down, after some runs that warm everything up.
 */
export async function timesInTurn(
  runs: readonly (() => Promise<unknown>)[],
  rounds: number,
): Promise<number[]> {
  const times = runs.map((): number[] => []);
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const started = performance.now();
      await run();
      if (round >= 0) times[index]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}

/** Medians of rates that are measured in turn; the first round only warms up. */
export async function ratesInTurn(
  runs: readonly (() => Promise<number>)[],
  rounds: number,
): Promise<number[]> {
  const rates = runs.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const rate = await run();
      if (round >= 0) rates[index]?.push(rate);
    }
  }
  return rates.map(median);
}

/** How many a second, when so many are done and so many of them at a time. */
export async function rateOf(
  many: number,
  atATime: number,
  run: () => Promise<unknown>,
): Promise<number> {
  let left = many;
  const started = performance.now();
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return many / ((performance.now() - started) / 1000);
}

/** The middle one of some values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** What so large a share of the values doesn't exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** A row of a table with columns of its own. */
export function row(what: string, columns: readonly string[]): void {
  print(" ", what, columns);
}

function print(mark: string, what: string, columns: readonly string[]): void {
  const cells = columns.map((text) => text.padStart(11)).join("");
  console.log(`${mark} ${what.padEnd(52)}${cells}`.trimEnd());
}

const amount = (value: number, unit: string) => `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;

function inWords({ of, atMost, atLeast }: Target, unit: string): string {
  const sign = atMost === undefined ? "≥" : "≤";
  return `${sign} ${atMost ?? atLeast}${of === "ratio" ? "×" : ` ${unit}`}`;
}
