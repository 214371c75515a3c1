import { performance } from "node:perf_hooks";

let over = 0;

export function heading(title: string): void {
  console.log(`\n${title}`);
}

/** Prints a figure beside its budget; a rate may not fall below it, anything else not pass it. */
export function note(what: string, value: number, unit: string, budget: number): void {
  const ok = unit === "/s" ? value >= budget : value <= budget;
  line(what, figure(value, unit), `budget ${budget} ${unit}`, ok);
}

/** Prints how long something takes as a rule and at its slowest; the budget is for the former. */
export function noteTimes(what: string, { p50, p95 }: Times, budget: number): void {
  const value = `${figure(p50, "ms")}  p95 ${figure(p95, "ms")}`;
  line(what, value, `budget ${budget} ms`, p50 <= budget);
}

/** Prints what must hold. */
export function noteFact(what: string, ok: boolean): void {
  line(`  ${what}`, "", "", ok);
}

/** True when every budget was kept. */
export function printVerdict(): boolean {
  console.log(over === 0 ? "\nEvery budget is kept." : `\n✗ ${over} over budget`);
  return over === 0;
}

interface Times {
  readonly p50: number;
  readonly p95: number;
}

/** Median and 95th percentile in milliseconds, after a few runs that warm everything up. */
export async function timed(run: () => Promise<unknown>, runs: number): Promise<Times> {
  const times: number[] = [];
  for (let at = -10; at < runs; at += 1) {
    const started = performance.now();
    await run();
    if (at >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.floor(times.length * share)] ?? NaN;
  return { p50: percentile(0.5), p95: percentile(0.95) };
}

function line(what: string, value: string, budget: string, ok: boolean): void {
  if (!ok) over += 1;
  console.log(`${ok ? " " : "✗"} ${what.padEnd(36)} ${value.padEnd(26)} ${budget}`.trimEnd());
}

const figure = (value: number, unit: string) =>
  `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`.padStart(9);
