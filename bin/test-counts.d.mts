/** How many tests did what. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  notRun: number;
}

export function vitestCounts(report: string, ok: boolean): Counts;
export function playwrightCounts(report: string, ok: boolean): Counts;
export function summary(all: readonly Counts[]): string;
