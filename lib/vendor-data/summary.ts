import { z } from "zod";
import { FILE_NAMES, type FileName } from "./files";
import type { Problem } from "./problems";
import type { Saved } from "./save-rows";

const summarySchema = z.object({
  /** The files of the set. */
  files: z.array(z.enum(FILE_NAMES)),
  saved: z.array(
    z.object({
      file: z.enum(FILE_NAMES),
      table: z.string(),
      new: z.number(),
      changed: z.number(),
      unchanged: z.number(),
    }),
  ),
  /** How many mistakes each file has, also those that aren't told. */
  mistakes: z.record(z.string(), z.number()),
});

export type Summary = z.infer<typeof summarySchema>;

/** What came of a set of files. */
export interface Outcome {
  readonly saved?: readonly Saved[];
  /** How many each file has. */
  readonly mistakes?: Readonly<Record<string, number>>;
}

/** What a row keeps of an import. */
export const summaryOf = (
  names: readonly FileName[],
  { saved = [], mistakes = {} }: Outcome = {},
): Summary => ({ files: [...names], saved: [...saved], mistakes: { ...mistakes } });

const NOTHING: Summary = { files: [], saved: [], mistakes: {} };

/** As a row keeps it; one that was cut off before it had any says nothing. */
export const readSummary = (kept: unknown): Summary =>
  summarySchema.safeParse(kept).data ?? NOTHING;

const problemsSchema = z.array(
  z.object({
    file: z.string(),
    line: z.number().nullable(),
    column: z.string().nullable(),
    sentence: z.object({
      key: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  }),
);

/** Mistakes as a row keeps them. */
export const keptProblems = (problems: readonly Problem[]) => problems as object[];

export const readProblems = (kept: unknown): readonly Problem[] =>
  (problemsSchema.safeParse(kept).data ?? []).map(({ sentence: { key, values }, ...place }) => ({
    ...place,
    sentence: values ? { key, values } : { key },
  }));
