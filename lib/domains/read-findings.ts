import type { Finding, ReportLine } from "./domain-report";

interface Symptoms {
  readonly lines: readonly ReportLine[];
  readonly nameKey: string;
  readonly name: string;
  /** Other names at which the value was found. */
  readonly wrongNames: readonly string[];
  readonly noDomain: boolean;
  readonly recordCname: string | null;
  readonly domainCname: string | null;
  /** How long the zone lets others remember that something wasn't there. */
  readonly negativeSeconds: number | null;
}

/** What the answers mean, the most useful first. */
export function readFindings(symptoms: Symptoms): Finding[] {
  const { lines } = symptoms;
  const own = lines.find(({ server }) => server === null);
  const authorities = lines.filter(({ server }) => server !== null);
  const isFound = lines.some(({ result }) => result === "found");
  return [
    ...(isFound ? whereFound(symptoms, authorities, own) : whyNot(symptoms, own)),
    ...servers("silent", authorities, SILENT),
    ...servers("notAsked", authorities, ["notAsked"]),
  ];
}

const finding = (kind: Finding["kind"], values: Finding["values"] = {}): Finding => ({
  kind,
  values,
});

function servers(
  kind: Finding["kind"],
  lines: readonly ReportLine[],
  results: readonly ReportLine["result"][],
): Finding[] {
  const names = lines.filter(({ result }) => results.includes(result)).map(({ server }) => server);
  return names.length === 0 ? [] : [finding(kind, { servers: names.join(", ") })];
}

function whereFound(
  { negativeSeconds }: Symptoms,
  authorities: readonly ReportLine[],
  own: ReportLine | undefined,
): Finding[] {
  const several = [own, ...authorities].some((line) => (line?.values.length ?? 0) > 1);
  const isRemembered = own && ["nothing", "nxdomain", "others", "odd"].includes(own.result);
  return [
    finding(several ? "foundAmongOthers" : "found"),
    ...servers("notEverywhere", authorities, ["nothing", "nxdomain", "others", "odd", "split"]),
    ...(isRemembered
      ? [
          finding("remembered", {
            minutes: minutesOf(negativeSeconds),
            known: known(negativeSeconds),
          }),
        ]
      : []),
  ];
}

const minutesOf = (seconds: number | null) => Math.ceil((seconds ?? 0) / 60);
const known = (seconds: number | null) => (seconds === null ? "no" : "yes");

/** A definite reason first; that nobody answers says the least. */
function whyNot(
  { lines, nameKey, name, wrongNames, noDomain, recordCname, domainCname }: Symptoms,
  own: ReportLine | undefined,
): Finding[] {
  const results = lines.map(({ result }) => result);
  const found: Finding[] = [
    ...(results.includes("odd") ? [finding("odd")] : []),
    ...(results.includes("split") ? [finding("split")] : []),
    ...wrongNames.map((wrong) => finding("wrongName", { wrong, name })),
    ...(recordCname === null ? [] : [finding("cnameAtRecord", { name, target: recordCname })]),
    ...(results.includes("others") ? [finding("others", { name })] : []),
    ...(noDomain ? [finding("noDomain", { nameKey })] : []),
  ];
  return [
    ...(found.length > 0 ? found : [unexplained(own, nameKey, name)]),
    ...(domainCname === null ? [] : [finding("cnameAtDomain", { nameKey, target: domainCname })]),
  ];
}

function unexplained(own: ReportLine | undefined, nameKey: string, name: string): Finding {
  const silent = SILENT.find((kind) => kind === own?.result);
  return silent ? finding(silent, { nameKey }) : finding("missing", { name });
}

const SILENT = ["servfail", "refused", "timeout", "broken"] as const;
