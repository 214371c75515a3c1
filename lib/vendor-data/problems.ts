import type { Sentence } from "../errors";
import type { FileName } from "./files";

/** What is wrong where. */
export interface Problem {
  readonly file: FileName;
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
  private readonly counts = new Map<FileName, number>();

  add(problem: Problem): void {
    if (this.told.length < TOLD) this.told.push(problem);
    this.count(problem.file, 1);
  }

  /** So many more, which are not told. */
  count(file: FileName, more: number): void {
    this.counts.set(file, this.of(file) + more);
  }

  of(file: FileName): number {
    return this.counts.get(file) ?? 0;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, one) => sum + one, 0);
  }
}
