import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "../lib/env";
import { placeOf, type Dns } from "../lib/domains/ask-dns";
import { examineDomain } from "../lib/domains/examine-domain";
import type { DomainReport } from "../lib/domains/domain-report";
import { startDnsServer, type DnsRecord, type DnsServer } from "./setup/dns-server";

const CHALLENGE = "0123456789abcdef0123456789abcdef01234567";
const VALUE = `domain-verification=${CHALLENGE}`;

/** The resolver, which has the first name server's answers, and a second name server. */
let first: DnsServer;
let second: DnsServer;
let dns: Dns;
let made = 0;
let domain = "";

beforeAll(async () => {
  [first, second] = await Promise.all([startDnsServer("127.0.0.1"), startDnsServer("127.0.0.2")]);
});
afterAll(() => Promise.all([first.stop(), second.stop()]));

/** Each test has a domain of its own with two name servers. */
beforeEach(() => {
  domain = `contoso-${(made += 1)}.com`;
  dns = { servers: [first.place, second.place], timeoutMs: 300 };
  first.set(
    { name: domain, type: "NS", values: [`ns1.${domain}`, `ns2.${domain}`] },
    { name: domain, type: "SOA", values: ["1800"] },
    { name: `ns1.${domain}`, type: "A", values: ["127.0.0.1"] },
    { name: `ns2.${domain}`, type: "A", values: ["127.0.0.2"] },
  );
});

const record = () => `_business-center.${domain}`;
const txt = (name: string, ...values: DnsRecord["values"]): DnsRecord => ({
  ...{ name, type: "TXT", values },
});
const everywhere = (...records: DnsRecord[]) => {
  first.set(...records);
  second.set(...records);
};
const examine = (nameKey = domain) => examineDomain({ nameKey, challenge: CHALLENGE }, dns);
const kinds = ({ findings }: DomainReport) => findings.map(({ kind }) => kind);
const results = ({ lines }: DomainReport) => lines.map(({ result }) => result);
const valuesOf = ({ findings }: DomainReport, kind: string) =>
  findings.find((finding) => finding.kind === kind)?.values;

describe("the domain doctor (edge 46)", () => {
  test("finds the record at the resolver and at each name server", async () => {
    everywhere(txt(record(), VALUE));
    const report = await examine();
    expect(report.verdict).toBe("found");
    expect(report.lines).toEqual([
      { server: null, address: null, result: "found", values: [VALUE] },
      { server: `ns1.${domain}`, address: "127.0.0.1", result: "found", values: [VALUE] },
      { server: `ns2.${domain}`, address: "127.0.0.2", result: "found", values: [VALUE] },
    ]);
    expect(kinds(report)).toEqual(["found"]);
  });

  test("finds it among other values, and in strings that belong together", async () => {
    everywhere(txt(record(), "v=spf1 -all", [VALUE.slice(0, 20), VALUE.slice(20)]));
    const report = await examine();
    expect(report.verdict).toBe("found");
    expect(kinds(report)).toEqual(["foundAmongOthers"]);
  });

  test("finds it over TCP where the answer is too long for UDP", async () => {
    const others = Array.from({ length: 8 }, (_, index) => `${index}`.padEnd(200, "x"));
    everywhere(txt(record(), ...others, VALUE));
    const report = await examine();
    expect(report.verdict).toBe("found");
    expect(report.lines[0]?.values[0]).toHaveLength(120);
  });

  test("shows of a value what a table and a database can hold", async () => {
    everywhere(txt(record(), "a\u0000b"));
    const report = await examine();
    expect([report.verdict, report.lines[0]?.values]).toEqual(["missing", ["a\uFFFDb"]]);
  });

  test("says which name server doesn't have it yet", async () => {
    first.set(txt(record(), VALUE));
    const report = await examine();
    expect(report.verdict).toBe("found");
    expect(kinds(report)).toEqual(["found", "notEverywhere"]);
    expect(valuesOf(report, "notEverywhere")).toEqual({ servers: `ns2.${domain}` });
  });

  test("takes the word of a name server over what the resolver remembers, and says for how long", async () => {
    second.set(txt(record(), VALUE));
    const report = await examine();
    expect(report.verdict).toBe("found");
    expect(results(report)).toEqual(["nxdomain", "nxdomain", "found"]);
    expect(kinds(report)).toContain("remembered");
    expect(valuesOf(report, "remembered")).toEqual({ minutes: 30, known: "yes" });
  });

  test("misses it where other records stand, and where nothing stands", async () => {
    const none = await examine();
    expect(none.verdict).toBe("missing");
    expect(kinds(none)).toEqual(["missing"]);
    expect(results(none)[0]).toBe("nxdomain");
    everywhere({ name: record(), type: "A", values: ["192.0.2.1"] });
    const other = await examine();
    expect([other.verdict, results(other)[0]]).toEqual(["missing", "nothing"]);
  });

  test.each([
    ["in quotes", [`"${VALUE}"`]],
    ["with blanks", [` ${VALUE} `]],
    ["in capitals", [VALUE.toUpperCase()]],
  ])("knows the value %s, but doesn't accept it", async (_, values) => {
    everywhere(txt(record(), ...values));
    const report = await examine();
    expect([report.verdict, kinds(report)]).toEqual(["missing", ["odd"]]);
  });

  test("knows a value that is spread over two records", async () => {
    everywhere(txt(record(), VALUE.slice(24), VALUE.slice(0, 24)));
    const report = await examine();
    expect([report.verdict, kinds(report)]).toEqual(["missing", ["split"]]);
  });

  test("tells other values from ours", async () => {
    everywhere(txt(record(), "domain-verification=of another time", "v=spf1 -all"));
    const report = await examine();
    expect([report.verdict, kinds(report)]).toEqual(["missing", ["others"]]);
    expect(report.lines[0]?.values).toHaveLength(2);
  });

  test("finds it at a wrong name: doubled, or at the domain itself", async () => {
    everywhere(txt(`${record()}.${domain}`, VALUE));
    const doubled = await examine();
    expect(doubled.verdict).toBe("missing");
    expect(valuesOf(doubled, "wrongName")).toEqual({
      wrong: `${record()}.${domain}`,
      name: record(),
    });
    everywhere(txt(`${record()}.${domain}`), txt(domain, VALUE));
    expect(valuesOf(await examine(), "wrongName")?.wrong).toBe(domain);
  });

  test("sees an alias where the record should stand, and one at the domain", async () => {
    everywhere({ name: record(), type: "CNAME", values: ["shop.proseware.com"] });
    const atRecord = await examine();
    expect(atRecord.verdict).toBe("missing");
    expect(valuesOf(atRecord, "cnameAtRecord")).toEqual({
      name: record(),
      target: "shop.proseware.com",
    });
    const other = `alias-${domain}`;
    everywhere({ name: other, type: "CNAME", values: ["cdn.proseware.com"] });
    expect(kinds(await examine(other))).toContain("cnameAtDomain");
  });

  test("says that a domain doesn't exist", async () => {
    const report = await examine(`nowhere-${domain}`);
    expect([report.verdict, kinds(report)]).toEqual(["missing", ["noDomain"]]);
  });

  test.each([
    ["servfail", "servfail"],
    ["refused", "refused"],
    ["silent", "timeout"],
  ] as const)("takes %s for no answer, not for a loss", async (how, result) => {
    const other = `broken-${domain}`;
    first.trouble(other, how);
    second.trouble(other, how);
    const report = await examine(other);
    expect(report.verdict).toBe("unsure");
    expect(results(report)).toEqual([result]);
    expect(kinds(report)).toEqual([result]);
  });

  test("names the servers that say nothing useful, and goes by the others", async () => {
    first.set(txt(record(), VALUE));
    second.trouble(domain, "servfail");
    const report = await examine();
    second.trouble(domain, null);
    expect(report.verdict).toBe("found");
    expect(valuesOf(report, "silent")).toEqual({ servers: `ns2.${domain}` });
  });

  test("asks the servers of the zone that a sub-domain lies in", async () => {
    everywhere(txt(`_business-center.mail.${domain}`, VALUE));
    const report = await examine(`mail.${domain}`);
    expect(results(report)).toEqual(["found", "found", "found"]);
  });

  test("asks no server at an address inside the house, unless the settings name it", async () => {
    first.set({ name: `ns2.${domain}`, type: "A", values: ["10.0.0.53"] });
    const report = await examine();
    expect(report.lines[2]).toMatchObject({ address: "10.0.0.53", result: "notAsked" });
    expect(valuesOf(report, "notAsked")).toEqual({ servers: `ns2.${domain}` });
    const none: Dns = { servers: [], timeoutMs: 1 };
    for (const closed of [
      ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"],
      ...[
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::ffff:127.0.0.1",
        "fd00::1",
        "fe80::1",
      ],
      "nonsense",
    ]) {
      expect([closed, placeOf(closed, none)]).toEqual([closed, null]);
    }
    expect(placeOf("198.51.100.7", none)).toBe("198.51.100.7");
    expect(placeOf("2600::53", none)).toBe("2600::53");
    expect(placeOf("fd00::1", { ...none, servers: ["[fd00::1]:5353"] })).toBe("[fd00::1]:5353");
  });
});

describe("DNS_SERVERS", () => {
  const settings = {
    ...{ APP_URL: "http://localhost", SMTP_URL: "smtp://localhost" },
    ...{ DATABASE_URL: "postgres://localhost/x", SECRETS: "x".repeat(32) },
  };

  test("holds addresses with or without ports, and may be left out", () => {
    expect(parse(settings).DNS_SERVERS).toEqual([]);
    const servers = "192.0.2.53, 192.0.2.54:5353,[2001:db8::53]:53";
    expect(parse({ ...settings, DNS_SERVERS: servers }).DNS_SERVERS).toHaveLength(3);
  });

  test.each(["dns.example", "1.2.3", "192.0.2.53 192.0.2.54"])("refuses %s in words", (value) => {
    expect(() => parse({ ...settings, DNS_SERVERS: value })).toThrow(/DNS_SERVERS holds IP/);
  });
});
