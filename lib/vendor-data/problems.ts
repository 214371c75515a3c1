import type { Sentence } from "../errors";

/** What is wrong where. */
export interface Problem {
  /** As it was named: of an upload any name. */
  readonly file: string;
  /** As the file's editor counts its rows, the heading is 1; null is the whole file. */
  readonly line: number | null;
  /** The column's heading; null is the whole row. */
  readonly column: string | null;
  readonly sentence: Sentence;
}

/** So many are told; of the rest, how many there are. */
const TOLD = 100;

/** What was found to be wrong with a set of files; takes no more memory for more of it. */
export class Problems {
  readonly told: Problem[] = [];
  private readonly counts = new Map<string, number>();

  add(problem: Problem): void {
    if (this.told.length < TOLD) this.told.push(problem);
    this.count(problem.file, 1);
  }

  /** So many more, which are not told. */
  count(file: string, more: number): void {
    this.counts.set(file, this.of(file) + more);
  }

  of(file: string): number {
    return this.counts.get(file) ?? 0;
  }

  /** How many each file has. */
  get perFile(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, one) => sum + one, 0);
  }
}
