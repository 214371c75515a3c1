import type { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { FileName } from "./files";
import type { Problem } from "./problems";
import { keptProblems, type Outcome, summaryOf } from "./summary";

interface Ended extends Outcome {
  readonly state: "DONE" | "REFUSED";
  readonly names: readonly FileName[];
  readonly problems: readonly Problem[];
}

/** What the row of an import says when it has come to its end in words. */
export const ended = ({ state, names, problems, ...outcome }: Ended, endedAt: Date) => ({
  ...{ state, endedAt, step: null },
  summary: summaryOf(names, outcome),
  problems: keptProblems(problems),
});

/** Ends what says that it runs, but doesn't any more: it broke off, or was cut off with its process. */
export const endAsFailed = (which: Prisma.DataImportWhereInput, endedAt: Date) =>
  db.dataImport.updateMany({
    where: { state: "RUNNING", ...which },
    data: { state: "FAILED", endedAt, step: null },
  });
