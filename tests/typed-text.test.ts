import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameSchema } from "../lib/accounts/person-schema";
import { updateTermsSchema } from "../lib/agreements/terms-schema";
import { codeKey, numberKey, parseAddress } from "../lib/canonical";
import { parseDomain } from "../lib/domains/domain-name";
import { requestInvitationSchema } from "../lib/invitations/request-invitation";
import { readAgreementFile } from "../lib/organizations/agreement-file";
import { addAgreementSchema } from "../lib/organizations/add-agreement";
import { tidy } from "../lib/tidy";
import { caseText } from "./case-text";
import { samples } from "./factories";

describe("an address may have every atom of RFC 5322 before its @", () => {
  test.each([
    ..."!#$%&'*+-/=?^_`{|}~".split("").map((sign) => `a${sign}b@contoso.com`),
    ..."!#$%&*+-/=?^_`{|}~".split("").map((sign) => `${sign}@contoso.com`),
    "r&d@contoso.com",
    "sales/eu@contoso.com",
    "o'brien@contoso.com",
    "ops=west@contoso.com",
    "a.b.c@contoso.com",
    `${"a".repeat(64)}@contoso.com`,
  ])("%s", (typed) => {
    expect(parseAddress(typed)).toEqual({ email: typed, emailKey: typed });
  });

  test.each([".a", "a.", "a..b", "a(b)", "a\\b", "a[b]", "a:b", `${"a".repeat(65)}`])(
    "not %s",
    (local) => expect(parseAddress(`${local}@contoso.com`)).toBe("emailMalformed"),
  );

  test("any run of atoms with single periods between is taken, and is its own key", () => {
    const atom = fc.stringMatching(/^[a-z0-9!#$%&*+/=?^_`{|}~-]{1,12}$/);
    const local = fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join("."));
    fc.assert(
      fc.property(local, (typed) => {
        const emailKey = `${typed}@contoso.com`;
        // A backtick in front and one behind are quotation marks; there is none behind.
        expect(parseAddress(emailKey)).toEqual({ email: emailKey, emailKey });
      }),
      samples(500, 20_000),
    );
  });
});

const bob = "bob@contoso.com";

describe("what stands around an address, or can't be seen in it, is left out", () => {
  test.each([
    ` ${bob}\t`,
    `\u200b${bob}`,
    `${bob}\u200e`,
    `\u202a${bob}\u202c`,
    `\u2066${bob}\u2069`,
    `\ufeff${bob}`,
    "bob\u00ad@con\u200dtoso\u2060.com",
    `'${bob}`,
    `’${bob}`,
    `'${bob}'`,
    `"${bob}"`,
    `“${bob}”`,
    `„${bob}“`,
    `«${bob}»`,
    `<${bob}>`,
    `(${bob})`,
    `[${bob}]`,
    `<${bob}`,
    `${bob}>`,
    `"${bob}`,
    `${bob})`,
    `mailto:${bob}`,
    `MAILTO:${bob}?subject=Hello%20there`,
    `<mailto:${bob}>`,
    `"Bob Stone" <${bob}>`,
    `Bob Stone <${bob}>`,
    `Stone, Bob <${bob}>;`,
    `'Bob Stone' <${bob}>,`,
    `${bob} <${bob}>`,
    `"${bob}" <${bob}>`,
    `${bob}.`,
    `${bob},`,
    `${bob};`,
    `${bob}:`,
    `="${bob}"`,
    "ｂｏｂ＠ｃｏｎｔｏｓｏ.com",
  ])("%j", (typed) => expect(parseAddress(typed)).toEqual({ email: bob, emailKey: bob }));

  test.each([
    ["o'brien@contoso.com", "o'brien@contoso.com"],
    ["o’brien@contoso.com", "o'brien@contoso.com"],
    ["'o'brien@contoso.com", "o'brien@contoso.com"],
    ["'o'brien@contoso.com'", "o'brien@contoso.com"],
    ["mailto:r%26d@contoso.com", "r&d@contoso.com"],
  ])("but nothing that belongs to it: %j", (typed, email) =>
    expect(parseAddress(typed)).toEqual({ email, emailKey: email }),
  );

  test.each([
    `kim@contoso.com <${bob}>`,
    `kim@contoso.com, Bob <${bob}>`,
    `Kim <kim@contoso.com>, Bob <${bob}>`,
    `${bob} kim@contoso.com`,
    `${bob};kim@contoso.com`,
    `${bob}\r\nBcc: kim@contoso.com`,
  ])("and never one of two: %j", (typed) => expect(parseAddress(typed)).toBe("emailOneOnly"));

  test("tidied once is tidied for good", () => {
    const signs = `'"<>()[].,;:!? \u200b\u202a“”«»=ab@\n`;
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...signs), maxLength: 60 }),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, (typed) => void expect(tidy(tidy(typed))).toBe(tidy(typed))),
      samples(500, 20_000),
    );
  });

  test("a joiner stays where a script is written with it, and nowhere else", () => {
    expect(tidy("می\u200cخواهم")).toBe("می\u200cخواهم");
    expect(tidy("a\u200cb")).toBe("ab");
    expect(parseAddress("bob@می\u200cخ.com")).toBe("emailMalformed");
  });
});

describe("numbers, codes and domains are read the same way", () => {
  test.each([
    "\u202aPA-0048213\u202c",
    "'PA-0048213",
    '="PA-0048213"',
    "“PA-0048213”.",
    "(PA-0048213)",
  ])("the number %j", (typed) => {
    expect(tidy(typed)).toBe("PA-0048213");
    expect(numberKey(typed)).toBe("PA0048213");
  });

  test.each(["ABCD-EFGH", "\u200babcd efgh", '"ABCD–EFGH".', "<ＡＢＣＤＥＦＧＨ>"])(
    "the code %j",
    (typed) => expect(codeKey(typed)).toBe("ABCDEFGH"),
  );

  test.each(["١٢٣٤٥٦", "۱۲۳۴۵۶", "१२३४५६", "１２３ ４５６", "123\u200e456"])(
    "the digits %s",
    (typed) => expect(codeKey(typed)).toBe("123456"),
  );

  test.each([
    "contoso.com",
    "\u200bcontoso.com",
    "'contoso.com",
    "<mailto:ann@contoso.com>",
    "“https://www.contoso.com/x”.",
  ])("the domain %j", (typed) =>
    expect(parseDomain(typed)).toMatchObject({ nameKey: "contoso.com" }),
  );

  test("the forms that store a number store it tidied", () => {
    const { shape } = addAgreementSchema;
    for (const field of ["agreementNumber", "accountNumber", "partnerNumber"] as const) {
      expect(shape[field].parse("'\u200bAGR-9100498.")).toBe("AGR-9100498");
    }
    expect(shape.email.parse(`"Bob Stone" <${bob}>`)).toBe(bob);
    expect(
      requestInvitationSchema.parse({
        email: `<${bob}>`,
        agreementNumber: "\u200eAGR-1\u200e",
        accountNumber: "'PA-1",
      }),
    ).toMatchObject({ agreementNumber: "AGR-1", accountNumber: "PA-1" });
  });

  test("what is nothing but signs that can't be seen is missing", () => {
    const facts = { email: bob, agreementNumber: "\u200b\u2060", accountNumber: "PA-1" };
    const { error } = requestInvitationSchema.safeParse(facts);
    expect(error?.issues).toMatchObject([{ path: ["agreementNumber"], message: "required" }]);
  });

  test("a contact's address and telephone number, too", () => {
    const contacts = [
      { name: "Bob Stone", email: `Bob <${bob}>`, phone: "\u202a+1 (425) 555-0100\u202c" },
    ];
    const terms = updateTermsSchema.parse({ version: 0, contacts, renewal: "ASK" });
    expect(terms.contacts[0]).toMatchObject({ email: bob, phone: "+1 (425) 555-0100" });
  });
});

describe("a signed agreement is recorded with the people that it names", () => {
  test.each([
    ["agreement-ampersand.json", { firstName: "Łukasz", email: { emailKey: "r&d@contoso.com" } }],
    ["agreement-name-dot.json", { firstName: "Md.Al", lastName: "Wójcik" }],
  ])("%s", (file, administrator) => {
    expect(readAgreementFile(caseText(file))).toMatchObject({
      records: [{ purchasingAccounts: [{ administrator }] }],
    });
  });
});

describe("a name is refused when it was put there to be clicked", () => {
  test.each([
    ..."Md.Al|Y.Li|Berg, M.Sc|St. John|M.Sc.|Ph.D|Dr.med. Ott|Dipl.-Ing. Ott|J.R.|J.R.R. Tolkien|W.W. Jones".split(
      "|",
    ),
    ..."O'Neil|O’Neil|D'Angelo|Jean-Luc|Smith-Jones Jr.|St.John's|van der Berg|de la Cruz|Ng|O|N.|Ana M.ª".split(
      "|",
    ),
    ..."Muthu A/L Samy|Devi a/p Raman|Kumar S/O Raj|Łukasz|Ñúñez|Þórr|Ðorđe|Ægir|İlkay|ŞAHİN|Đặng Thị|Nguyễn".split(
      "|",
    ),
    ..."Иван|Мак-Ко́й|明|山田 太郎|葛\u{e0100}城|김|עמית|عمر|محمّد|می\u200cخواه|क्\u200dष|ශ්\u200dරී|สมชาย|ဇော်|አበበ|ᠮᠣᠩᠭᠣᠯ".split(
      "|",
    ),
    ..."Bo (Robert)|“Skip” Jones|Ann & Bo|Ek, Bo|t.co".split("|"),
  ])("%s is a name", (name) => expect(nameSchema.parse(name)).toBe(name));

  test.each(
    "Contoso.com|contoso.com.|CONTOSO.COM|Win at contoso.com now|(contoso.com)|contoso.com!|contoso.com:8080|contoso.com?x|a.contoso.co.uk|пример.рф|contoso。com|ｃｏｎｔｏｓｏ．com|con\u200btoso.com|go:contoso.com|http://contoso|hxxp://contoso|www.contoso|WWW.x|contoso.com/prize|bit.ly/x|a/b|ann@contoso.com|@ann".split(
      "|",
    ),
  )("%s is none", (name) => {
    const { error } = nameSchema.safeParse(name);
    expect(error?.issues.map(({ message }) => message)).toEqual(["nameWithAddress"]);
  });

  test.each(["-", "...", "12", "؟", "😀", "́"])("%j has no letter", (name) => {
    const { error } = nameSchema.safeParse(name);
    expect(error?.issues.map(({ message }) => message)).toEqual(["nameWithoutLetters"]);
  });

  test.each(["\u200b", "\u3164", "\u200c", "\u2060\ufeff", "\u2800"])("%j is empty", (name) => {
    const { error } = nameSchema.safeParse(name);
    expect(error?.issues[0]?.message).toBe("required");
  });

  test("what came along unseen is left out", () => {
    expect(nameSchema.parse("\u200bAnn\u200e\ufeff")).toBe("Ann");
    expect(nameSchema.parse("A\u00adnn\u200d")).toBe("Ann");
  });

  test.each(["\u202egnp.exe", "Ann\u2067nnA", "Ann\u0007", "<b>Ann</b>", "\ue000Ann"])(
    "%j can't be shown as it is",
    (name) => {
      const { error } = nameSchema.safeParse(name);
      expect(error?.issues.map(({ message }) => message)).toContain("controlCharacters");
    },
  );
});
