import { describe, expect, test } from "vitest";
import { domainOf, parseAddress } from "../lib/canonical";
import { parentsOf, parseDomain } from "../lib/domains/domain-name";
import { recordOf } from "../lib/domains/domain-record";

/** What a typed text is understood as: a domain's key, or the reason against it. */
function read(typed: string): string {
  const parsed = parseDomain(typed);
  return "key" in parsed ? `! ${parsed.key}` : parsed.nameKey;
}

const DOMAINS = [
  ["contoso.com", "contoso.com"],
  ["fabrikam.co.uk", "fabrikam.co.uk"],
  ["mail.contoso.com", "mail.contoso.com"],
  ["a-b-c.example-shop.org", "a-b-c.example-shop.org"],
  ["münchen.de", "xn--mnchen-3ya.de"],
  ["xn--mnchen-3ya.de", "xn--mnchen-3ya.de"],
  ["例え.jp", "xn--r8jz45g.jp"],
  ["президент.рф", "xn--d1abbgf6aiiy.xn--p1ai"],
  ["παράδειγμα.gr", "xn--hxajbheg2az3al.gr"],
  ["contoso.github.io", "contoso.github.io"],
  ["3m.com", "3m.com"],
] as const;

/** Each domain in each of these writings is the same domain. */
const WRITINGS: readonly (readonly [string, (domain: string) => string])[] = [
  ["as it is", (domain) => domain],
  ["in capitals", (domain) => domain.toUpperCase()],
  ["with a trailing dot", (domain) => `${domain}.`],
  ["with blanks around it", (domain) => `  ${domain}\t`],
  ["as a link", (domain) => `https://${domain}/`],
  ["as a link with path, query and port", (domain) => `http://${domain}:8080/a/b?c=d#e`],
  ["as a link to www", (domain) => `https://www.${domain}/start`],
  ["as a mail address", (domain) => `dana.kowalski@${domain}`],
  ["as a mailto", (domain) => `mailto:info@${domain}`],
  ["in angle brackets", (domain) => `<info@${domain}>`],
  ["with an at sign", (domain) => `@${domain}`],
  ["in quotes", (domain) => `"${domain}"`],
  ["with full-width dots", (domain) => domain.replaceAll(".", "．")],
  ["with ideographic dots", (domain) => domain.replaceAll(".", "。")],
];

const ACCEPTED = DOMAINS.flatMap(([domain, nameKey]) =>
  WRITINGS.map(([how, write]) => [how, write(domain), nameKey] as const),
);

/** Latin letters and the ones of other scripts that look like them. */
const TWINS = [
  ["a", "а"],
  ["c", "с"],
  ["e", "е"],
  ["o", "о"],
  ["p", "р"],
  ["x", "х"],
  ["y", "у"],
  ["i", "і"],
  ["s", "ѕ"],
  ["o", "ο"],
  ["v", "ν"],
  ["a", "α"],
] as const;

const VICTIMS = ["contoso.com", "proseware-express.com", "vivaspacey.co.uk"];

const MIXED = VICTIMS.flatMap((victim) =>
  TWINS.filter(([latin]) => victim.split(".")[0]?.includes(latin)).flatMap(([latin, twin]) => [
    victim.replace(latin, twin),
    `https://www.${victim.replace(latin, twin)}/`,
  ]),
);

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  required: ["", " ", "https://", "@", "mailto:", "/"],
  domainWildcard: ["*.contoso.com", "https://*.contoso.com", "*.co.uk"],
  domainIp: [
    ...["192.0.2.1", "http://192.0.2.1/", "192.0.2.1:80", "dana@192.0.2.1", "dana@[192.0.2.1]"],
    ...["0x7f.0.0.1", "0300.0250.0.1", "2130706433", "127.1", "1.2.3", "contoso.0x7f"],
    ...["2001:db8::1", "[2001:db8::1]", "http://[2001:db8::1]:8080/", "::1", "[::ffff:192.0.2.1]"],
  ],
  domainOneLabel: ["contoso", "localhost", "com", "https://intranet/", "dana@contoso"],
  domainMalformed: [
    ...["contoso..com", ".contoso.com", "con toso.com", "contoso_de.com", "-contoso.com"],
    ...["contoso-.com", "contoso!.com", "contoso.com,fabrikam.com", "con%74oso.com", "a..b.com"],
    ...[`${"a".repeat(64)}.com`, "xn--a.com", "xn--zzzz.com"],
    ...["contoso\u0000.com", "a@b@.com."],
    // Letters of both directions in one label.
    ...["contosoה.com", "مثالcontoso.com"],
  ],
  domainTooLong: [`${Array.from({ length: 60 }, () => "abc").join(".")}.com`],
  domainEnding: [
    ...["contoso.local", "contoso.internal", "contoso.lan", "contoso.corp", "contoso.test"],
    ...["contoso.invalid", "contoso.localhost", "contoso.home", "printer.contoso.intranet"],
  ],
  domainSuffix: [
    ...["co.uk", "com.br", "github.io", "gov.uk", "co.jp", "com.au", "blogspot.com", "k12.ca.us"],
    ...["https://co.uk/", "dana@co.uk", "azurewebsites.net", "herokuapp.com"],
  ],
  domainPersonal: [
    ...["gmail.com", "GMAIL.COM", "dana@outlook.com", "https://www.yahoo.com", "gmx.de", "web.de"],
    ...["mail.gmail.com", "qq.com", "icloud.com", "proton.me", "t-online.de", "mail.ru"],
  ],
  domainLookAlike: [
    ...MIXED,
    // Of one script, but read as Latin.
    ...["аррӏе.com", "хх.com", "рауѕ.com", "xn--80ak6aa92e.com", "ѕсоре.org", "οικο.com"],
    // Other scripts side by side.
    ...["конtoso.com", "日本контосо.com", "ᏟᎾcontoso.com"],
  ],
};

describe("a typed domain", () => {
  test("is tried in at least 200 look-alike and odd writings", () => {
    expect(
      new Set([...ACCEPTED.map(([, typed]) => typed), ...Object.values(REFUSED).flat()]).size,
    ).toBeGreaterThanOrEqual(200);
    expect(MIXED.length).toBeGreaterThan(20);
  });

  test.each(ACCEPTED)("is understood %s: %s", (_, typed, nameKey) => {
    expect(read(typed)).toBe(nameKey);
  });

  test.each(Object.entries(REFUSED).flatMap(([key, all]) => all.map((typed) => [key, typed])))(
    "is refused with %s: %s",
    (key, typed) => {
      expect(read(typed)).toBe(`! ${key}`);
    },
  );

  test("is the same to the gate as in the addresses of its people", () => {
    for (const [domain, nameKey] of DOMAINS) {
      const address = parseAddress(`Dana@${domain.toUpperCase()}`);
      if (typeof address === "string") throw new Error(address);
      expect(domainOf(address.emailKey)).toBe(nameKey);
    }
  });

  test("knows what is above it", () => {
    expect(parentsOf("a.mail.contoso.com")).toEqual(["mail.contoso.com", "contoso.com", "com"]);
  });
});

test("the record's short name is what stands before the registered domain", () => {
  const short = (nameKey: string) => recordOf({ nameKey, challenge: "c" });
  expect(short("contoso.com")).toEqual({
    label: "_business-center",
    name: "_business-center.contoso.com",
    doubled: "_business-center.contoso.com.contoso.com",
    value: "domain-verification=c",
  });
  expect(short("mail.contoso.co.uk").label).toBe("_business-center.mail");
});
