import { z } from "zod";

/** What one server answered to the question for the record. */
const RESULTS = [
  "found",
  /** Quotes, blanks or capitals that don't belong to the value. */
  "odd",
  /** The value lies in two records. */
  "split",
  /** Other values, not ours. */
  "others",
  "nothing",
  "nxdomain",
  "servfail",
  "refused",
  "timeout",
  "broken",
  /** A name server at an address that isn't public. */
  "notAsked",
] as const;

/** What follows from the answers; each has the sentence that mends it. */
const FINDINGS = [
  "found",
  "foundAmongOthers",
  "notEverywhere",
  "remembered",
  "odd",
  "split",
  "others",
  "wrongName",
  "cnameAtRecord",
  "cnameAtDomain",
  "noDomain",
  "missing",
  "servfail",
  "refused",
  "timeout",
  "broken",
  "silent",
  "notAsked",
] as const;

const lineSchema = z.object({
  /** Null is the resolver that this portal asks. */
  server: z.string().nullable(),
  address: z.string().nullable(),
  result: z.enum(RESULTS),
  /** What stood there, shortened. */
  values: z.array(z.string()),
});

const findingSchema = z.object({
  kind: z.enum(FINDINGS),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

const reportSchema = z.object({
  /** Missing is a definite answer without the record; unsure is none at all (edge 44). */
  verdict: z.enum(["found", "missing", "unsure"]),
  lines: z.array(lineSchema),
  findings: z.array(findingSchema),
});

export type Result = (typeof RESULTS)[number];
export type Finding = z.infer<typeof findingSchema>;
export type ReportLine = z.infer<typeof lineSchema>;
export type DomainReport = z.infer<typeof reportSchema>;

/** A stored report; null where there is none, or an older shape of it. */
export function readReport(stored: unknown): DomainReport | null {
  return reportSchema.safeParse(stored).data ?? null;
}
