import { answerOf, DNS, resolverFor, type Dns, type NoAnswer } from "./ask-dns";
import { findAuthorities, type Authority } from "./find-authorities";
import { readFindings } from "./read-findings";
import { recordOf } from "./domain-record";
import type { DomainReport, ReportLine, Result } from "./domain-report";

/**
 * The domain doctor: what the resolver and each authoritative name server answer right now, and what that
 * means. Proved is what any of them has: the authorities don't remember that something was missing.
 */
export async function examineDomain(
  domain: { nameKey: string; challenge: string },
  dns: Dns = DNS,
): Promise<DomainReport> {
  const { nameKey } = domain;
  const { name, value, doubled: twice } = recordOf(domain);
  const resolver = resolverFor(dns);
  const [own, { zone, authorities }, atDomain, doubled, recordCname, domainCname] =
    await Promise.all([
      ask(name, value, dns),
      findAuthorities(nameKey, dns),
      ask(nameKey, value, dns),
      ask(twice, value, dns),
      answerOf(resolver.resolveCname(name)),
      answerOf(resolver.resolveCname(nameKey)),
    ]);
  const soa = await answerOf(resolver.resolveSoa(zone).then((record) => [record]));
  const lines = [
    { server: null, address: null, ...own },
    ...(await Promise.all(authorities.map((one) => askAuthority(one, name, value, dns)))),
  ];
  const findings = readFindings({
    lines,
    nameKey,
    name,
    wrongNames: [
      ...(doubled.result === "found" ? [twice] : []),
      ...(atDomain.result === "found" ? [nameKey] : []),
    ],
    // Not there at all: not registered, expired, or mistyped.
    noDomain: atDomain.result === "nxdomain" && typeof soa === "string",
    recordCname: typeof recordCname === "string" ? null : (recordCname[0] ?? null),
    domainCname: typeof domainCname === "string" ? null : (domainCname[0] ?? null),
    negativeSeconds: typeof soa === "string" ? null : (soa[0]?.minttl ?? null),
  });
  return { verdict: verdictOf(lines), lines, findings };
}

/** Missing is what the resolver says for certain while nobody else has it. */
function verdictOf(lines: readonly ReportLine[]): DomainReport["verdict"] {
  if (lines.some(({ result }) => result === "found")) return "found";
  const own = lines.find(({ server }) => server === null);
  return own && !UNSURE.has(own.result) ? "missing" : "unsure";
}

const UNSURE: ReadonlySet<Result> = new Set<NoAnswer>(["servfail", "refused", "timeout", "broken"]);

async function askAuthority(
  { server, address, place }: Authority,
  name: string,
  value: string,
  dns: Dns,
): Promise<ReportLine> {
  if (place === null) return { server, address, result: "notAsked", values: [] };
  return { server, address, ...(await ask(name, value, dns, place)) };
}

async function ask(
  name: string,
  value: string,
  dns: Dns,
  only?: string,
): Promise<{ result: Result; values: string[] }> {
  const records = await answerOf(resolverFor(dns, only).resolveTxt(name));
  if (typeof records === "string") return { result: records, values: [] };
  // A long text comes in strings of 255 bytes, which belong together as they are.
  const values = records.map((strings) => strings.join(""));
  return { result: compare(values, value), values: values.slice(0, 5).map(shorten) };
}

function compare(values: readonly string[], expected: string): Result {
  if (values.includes(expected)) return "found";
  const tidy = values.map((value) => value.replace(/["'\\\s]/g, "").toLowerCase());
  if (tidy.includes(expected)) return "odd";
  const parts = tidy.filter((part) => part.length > 3 && expected.includes(part));
  const isWhole = parts.some((head) =>
    parts.some((tail) => head !== tail && `${head}${tail}` === expected),
  );
  return isWhole ? "split" : "others";
}

/** As far as a table shows it, and without what no database holds: a TXT record may have a NUL. */
function shorten(value: string): string {
  const clean = value.replace(/\p{Cc}/gu, "\uFFFD");
  return clean.length > 120 ? `${clean.slice(0, 119)}…` : clean;
}
