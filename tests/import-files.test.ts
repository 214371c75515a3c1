import { describe, expect, test } from "vitest";
import { readHeading } from "../lib/imports/columns";
import { decodeFile } from "../lib/csv/decode-file";
import { countryNamed, languageNamed, roleNamed } from "../lib/accounts/named";
import { readPerson } from "../lib/imports/read-person";
import { MAX_ROWS, readRows } from "../lib/csv/read-rows";
import { knownCells } from "../lib/imports/row-data";
import { readUpload } from "../lib/imports/upload";
import { MAIL_LANGUAGES } from "../lib/languages";
import { drain } from "../lib/multipart/read-parts";
import { ROLES, type Role } from "../lib/policy/roles";
import { caseText } from "./case-text";
import { refusal } from "./factories";

const HEADING = "EMAIL ADDRESS,FIRST NAME,LAST NAME,PREFERRED LANGUAGE,COUNTRY/REGION,ROLE";

/** As a network brings it: in pieces that end anywhere. */
async function* pieces(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(bytes: Uint8Array, size?: number) {
  const rows: { rowNo: number; cells: readonly string[] }[] = [];
  for await (const row of readRows(decodeFile(pieces(bytes, size)))) rows.push(row);
  return rows;
}

const cellsOf = async (bytes: Uint8Array) => (await rowsOf(bytes)).map(({ cells }) => cells);
const utf8 = (text: string) => Buffer.from(text);
const utf16 = (text: string) => Buffer.from(text, "utf16le");
const bigEndian = (text: string) => utf16(text).swap16();

describe("a file of people is read", () => {
  const lines = "EMAIL,NAME\r\nå@contoso.com,山田\r\n";
  const cells = [
    ["EMAIL", "NAME"],
    ["å@contoso.com", "山田"],
  ];

  test.each([
    ["UTF-8", utf8(lines)],
    ["UTF-8 with a mark", utf8(`\uFEFF${lines}`)],
    ["UTF-16 LE with a mark", utf16(`\uFEFF${lines}`)],
    ["UTF-16 BE with a mark", bigEndian(`\uFEFF${lines}`)],
    ["UTF-16 LE without one", utf16(lines)],
    ["UTF-16 BE without one", bigEndian(lines)],
    ["semicolons", utf8(lines.replaceAll(",", ";"))],
    ["tabs", utf8(lines.replaceAll(",", "\t"))],
    ["line feeds alone", utf8(lines.replaceAll("\r\n", "\n"))],
    ["carriage returns alone", utf8(lines.replaceAll("\r\n", "\r"))],
    ["no line end at the end", utf8(lines.trimEnd())],
    ["quotation marks around every cell", utf8(lines.replace(/[^,\r\n]+/g, '"$&"'))],
    ["spaces around cells", utf8(lines.replaceAll(",", " , "))],
  ])("in %s", async (_, bytes) => {
    expect(await cellsOf(bytes)).toEqual(cells);
    for (const size of [1, 2, 3, 1000]) expect((await rowsOf(bytes, size)).length).toBe(2);
  });

  test("with the line before its heading by which Excel names the delimiter", async () => {
    for (const first of ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"]) {
      const text = `\uFEFF${first}\r\n${lines.replaceAll(",", ";")}`;
      for (const size of [1, 3, 1000]) {
        expect(await rowsOf(utf8(text), size)).toEqual([
          { rowNo: 2, cells: cells[0] },
          { rowNo: 3, cells: cells[1] },
        ]);
      }
    }
    expect(await cellsOf(utf8("sep=|\nEMAIL|NAME\n"))).toEqual([["EMAIL", "NAME"]]);
  });

  test("with line ends, delimiters and doubled marks inside of quotation marks", async () => {
    const text = 'EMAIL;NAME\r\na@b.c;"Ana\r\nMaria; ""the"" first"\r\nd@e.f;Dan\r\n';
    expect(await rowsOf(utf8(text))).toEqual([
      { rowNo: 1, cells: ["EMAIL", "NAME"] },
      { rowNo: 2, cells: ["a@b.c", 'Ana\r\nMaria; "the" first'] },
      { rowNo: 3, cells: ["d@e.f", "Dan"] },
    ]);
  });

  test("without its empty rows, and rows keep the numbers that a spreadsheet shows", async () => {
    const rows = await rowsOf(utf8("\nEMAIL,NAME\n\n,\na@b.c,Ana\n,,,\n"));
    expect(rows.map(({ rowNo }) => rowNo)).toEqual([2, 5]);
  });
});

/** Pieces of a file that is never held as a whole. */
async function* endless(first: string, piece: string, times: number) {
  yield utf8(first);
  const bytes = utf8(piece);
  for (let done = 0; done < times; done += 1) yield bytes;
}

async function refusedWith(bytes: AsyncIterable<Uint8Array>) {
  const { code, key } = await refusal(drain(readRows(decodeFile(bytes))));
  expect(code).toBe("invalid");
  return key;
}

const KILOBYTE = 1024;
const row = (index: number) => `p${index}@contoso.com,Ana,Silva,en,US,Account Viewer\n`;

describe("refused in words", () => {
  const FIVE = 5 * KILOBYTE;
  const LETTERS = "x".repeat(KILOBYTE);

  test.each([
    ["a line of 5 MB", () => endless(`${HEADING}\n`, LETTERS, FIVE), "importRowTooLong"],
    ["a heading of 5 MB", () => endless("", LETTERS, FIVE), "importRowTooLong"],
    [
      "a line of five million commas",
      () => endless(`${HEADING}\n`, ",".repeat(KILOBYTE), FIVE),
      "importRowTooLong",
    ],
    [
      "a quotation mark that is never closed",
      () => endless(`${HEADING}\n"`, "a@contoso.com,b\n", 100 * KILOBYTE),
      "importRowTooLong",
    ],
    [
      "five million quotation marks",
      () => endless(`${HEADING}\n`, '"'.repeat(KILOBYTE), FIVE),
      "importRowTooLong",
    ],
    [
      "five million quotation marks on short lines",
      () => endless(`${HEADING}\n"`, '""""""""\n', 100 * KILOBYTE),
      "importRowTooLong",
    ],
    [
      "a heading of 7,919 columns",
      () => endless(`${HEADING}${",a".repeat(7913)}\n`, "x\n", 400),
      "importTooManyColumns",
    ],
    [
      "a row of 1,001 empty cells",
      () => endless(`${HEADING}\n`, ",".repeat(1000), 1),
      "importTooManyColumns",
    ],
    [
      "a row of 61 cells",
      () => endless(`${HEADING}\n`, `a@b.c${",x".repeat(60)}\n`, 1),
      "importTooManyColumns",
    ],
    ["a short unclosed mark", () => endless(`${HEADING}\n"a@b.c`, "", 1), "importQuotes"],
    ["a mark in the middle", () => endless(`${HEADING}\nAna "the" S,`, "\n", 1), "importQuotes"],
    ["NUL bytes", () => endless(`${HEADING}\na\0b`, ",", 1), "importNul"],
    ["100,000 rows", () => endless(`${HEADING}\n`, row(1), 100_000), "importTooManyRows"],
    [
      "a million empty rows",
      () => endless(`${HEADING}\n`, "\n".repeat(KILOBYTE), 1000),
      "importTooManyRows",
    ],
    [
      "more than 20 MB",
      () => endless(`${HEADING}\n`, `${"é ".repeat(5000)}\n`, 2000),
      "importTooLarge",
    ],
  ])("%s", async (_, bytes, key) => {
    expect(await refusedWith(bytes())).toBe(key);
  });

  test("text in an old encoding, and what isn't text", async () => {
    for (const bytes of [
      Buffer.from(`${HEADING}\nmüller@contoso.com`, "latin1"),
      Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0xd8, 0x88]),
      Buffer.concat([utf16(`\uFEFF${HEADING}`), Buffer.from([0x41])]),
      Buffer.concat([utf16(`\uFEFF${HEADING}`), Buffer.from([0x00, 0xd8, 0x41, 0x00])]),
    ]) {
      expect(await refusedWith(pieces(bytes))).toBe("importEncoding");
    }
  });

  test("60 columns and empty ones behind them are read", async () => {
    const [first] = await cellsOf(utf8(`a${",a".repeat(59)}${",".repeat(200)}\n`));
    expect(first?.filter(Boolean)).toHaveLength(60);
  });

  test("one row more than the limit, and not one less", async () => {
    const file = (rows: number) => endless(`${HEADING}\n`, row(1), rows);
    expect(await refusedWith(file(MAX_ROWS + 1))).toBe("importTooManyRows");
    await drain(readRows(decodeFile(file(MAX_ROWS))));
  });
});

test("hostile files take no more memory than a small one", async () => {
  const before = process.memoryUsage().rss;
  for (const [piece, times] of [
    ["x".repeat(KILOBYTE), 1e6],
    [",".repeat(KILOBYTE), 1e6],
    ['"'.repeat(KILOBYTE), 1e6],
    ["\n".repeat(KILOBYTE), 1e6],
  ] as const) {
    await refusal(drain(readRows(decodeFile(endless(`${HEADING}\n`, piece, times)))));
  }
  expect((process.memoryUsage().rss - before) / KILOBYTE ** 2).toBeLessThan(100);
});

describe("the heading", () => {
  test("is forgiving about case, spaces, hyphens and order", () => {
    for (const heading of [
      HEADING,
      "role,Country/Region,preferred language,last name,First-Name,e-mail address",
      "E-Mail;FIRSTNAME;Last_Name;Language;country;Roles",
    ]) {
      const names = heading.split(/[,;]/);
      expect(new Set(readHeading(names)).size).toBe(6);
    }
    const [none, email] = readHeading(["Department", ...HEADING.split(",")]);
    expect([none, email]).toEqual([undefined, "email"]);
  });

  test("names every missing column, and one that stands twice", async () => {
    const read = (names: string) =>
      refusal(Promise.resolve().then(() => readHeading(names.split(","))));
    expect((await read("EMAIL,FIRST NAME")).key).toBe("importColumnsMissing");
    expect((await read(`${HEADING},e-mail`)).key).toBe("importColumnTwice");
  });
});

describe("names are taken by code or English name", () => {
  test.each([
    ["German", "de", languageNamed],
    [" DE ", "de", languageNamed],
    ["Deutsch", "de", languageNamed],
    ["pt-br", "pt-BR", languageNamed],
    ["Portuguese (Brazil)", "pt-BR", languageNamed],
    ["Brazilian Portuguese", "pt-BR", languageNamed],
    ["Simplified Chinese", "zh-Hans", languageNamed],
    ["Chinese, Simplified", "zh-Hans", languageNamed],
    ["Traditional Chinese", undefined, languageNamed],
    ["Klingon", undefined, languageNamed],
    ["", undefined, languageNamed],
    ["germany", "DE", countryNamed],
    ["de", "DE", countryNamed],
    ["United-States", "US", countryNamed],
    ["USA", "US", countryNamed],
    ["UK", "GB", countryNamed],
    ["Turkey", "TR", countryNamed],
    ["Türkiye", "TR", countryNamed],
    ["Cote d'Ivoire", "CI", countryNamed],
    ["Bosnia and Herzegovina", "BA", countryNamed],
    ["Trinidad & Tobago", "TT", countryNamed],
    ["Atlantis", undefined, countryNamed],
    ["", undefined, countryNamed],
    ["Account Administrator", "ACCOUNT_ADMINISTRATOR", roleNamed],
    ["report-viewer", "REPORT_VIEWER", roleNamed],
    ["USER_ADMINISTRATOR", "USER_ADMINISTRATOR", roleNamed],
    ["Owner", undefined, roleNamed],
  ] as const)("%o is %o", (typed, expected, named) => {
    expect(named(typed)).toBe(expected);
  });
});

describe("a row", () => {
  const good = {
    email: "Ana.Silva@Contoso.com",
    firstName: "Ana",
    lastName: "Silva",
    language: "Portuguese",
    country: "Brazil",
    roles: "Account Viewer; report viewer|ACCOUNT_MANAGER",
  };
  const errorsOf = (more: Partial<typeof good>, ...roles: Parameters<typeof readPerson>[1]) => {
    const person = readPerson(
      { ...good, ...more },
      roles.length ? roles : ["ACCOUNT_ADMINISTRATOR"],
    );
    return "errors" in person ? person.errors.map(({ column, key }) => `${column} ${key}`) : [];
  };

  test("is the person that Invite Users would have taken", () => {
    expect(readPerson(good, ["ACCOUNT_ADMINISTRATOR"])).toEqual({
      input: {
        email: "Ana.Silva@Contoso.com",
        firstName: "Ana",
        lastName: "Silva",
        language: "pt-BR",
        country: "BR",
        roles: ["ACCOUNT_MANAGER", "REPORT_VIEWER", "ACCOUNT_VIEWER"],
      },
      emailKey: "ana.silva@contoso.com",
    });
  });

  test("says everything that is wrong with it, each at its column", () => {
    const empty = { email: "", firstName: "", lastName: "", language: "", country: "", roles: "" };
    expect(errorsOf(empty).sort()).toEqual(
      ["country", "email", "firstName", "language", "lastName", "roles"].map(
        (c) => `${c} required`,
      ),
    );
    expect(errorsOf({ language: "Klingon", country: "Atlantis", roles: "Owner" }).sort()).toEqual([
      "country importCountryUnknown",
      "language importLanguageUnknown",
      "roles importRoleUnknown",
    ]);
    expect(errorsOf({ email: "ana@gmail.com" })).toEqual(["email emailPersonal"]);
    expect(errorsOf({ email: "ana" })).toEqual(["email emailMalformed"]);
    expect(errorsOf({ firstName: "see www.evil.example" })).toEqual(["firstName nameWithAddress"]);
    expect(errorsOf({ lastName: "x".repeat(65) })).toEqual(["lastName tooLong"]);
    expect(errorsOf({ roles: "Account Viewer; Owner" })).toEqual(["roles importRoleUnknown"]);
  });

  test("carries only roles that the importer may hand out (decision 4)", () => {
    const roles = "Account Administrator";
    expect(errorsOf({ roles }, "USER_ADMINISTRATOR")).toEqual(["roles rolesNotAssignable"]);
    expect(errorsOf({ roles })).toEqual([]);
  });
});

describe("a posted form", () => {
  const post = async (form: FormData, size: number) => {
    const request = new Request("http://localhost/", { method: "POST", body: form });
    const body = new Uint8Array(await request.arrayBuffer());
    const { fileName, bytes } = await readUpload(
      request.headers.get("content-type") ?? "",
      pieces(body, size),
    );
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part);
    return { fileName, text: Buffer.concat(parts).toString() };
  };
  const formWith = (text: string, name: string) => {
    const form = new FormData();
    form.set("note", "before");
    form.set("file", new File([text], name));
    form.set("after", "it");
    return form;
  };

  test("gives its file byte for byte, wherever the pieces of the network end", async () => {
    for (const text of ["", "a,b\r\n", "\r\n--\r\n------", "x".repeat(3000)]) {
      for (const size of [1, 5, 64, 100_000]) {
        const read = await post(formWith(text, "C:\\people\\list ü.csv"), size);
        expect(read).toEqual({ fileName: "list ü.csv", text });
      }
    }
  });

  test("without a file, cut off, or no form at all is told so", async () => {
    const without = new FormData();
    without.set("file", "text");
    const read = (type: string, text: string) => refusal(readUpload(type, pieces(utf8(text))));
    expect((await refusal(post(without, 5))).key).toBe("importNoFile");
    expect((await read("multipart/form-data; boundary=x", "--x\r\nContent")).key).toBe(
      "importNoFile",
    );
    expect((await read("multipart/form-data", "")).key).toBe("importNoFile");
    expect((await read("application/json", "{}")).key).toBe("importNoFile");
  });
});

describe("small files of spreadsheets (tests/cases)", () => {
  async function peopleIn(name: string) {
    const [heading = [], ...rows] = await cellsOf(utf8(caseText(name)));
    const read = { names: heading, columns: readHeading(heading) };
    return rows.map((cells) => readPerson(knownCells(read, cells), ["ACCOUNT_ADMINISTRATOR"]));
  }

  test.each([
    ["invisible-in-address.csv", ["ann.lee@contoso.com", "bo.ek@contoso.com", "cy.du@contoso.com"]],
    ["apostrophe-text.csv", ["ann.lee@contoso.com"]],
    ["sep-line.csv", ["ann.lee@contoso.com"]],
  ])("%s: everybody is read", async (name, emails) => {
    const people = await peopleIn(name);
    expect(people).toMatchObject(emails.map((emailKey) => ({ emailKey, input: {} })));
  });

  test("languages-with-region.csv: English, German, Japanese, Simplified Chinese", async () => {
    const people = await peopleIn("languages-with-region.csv");
    expect(people.map((person) => "input" in person && person.input.language)).toEqual([
      ...["en", "de", "ja", "zh-Hans"],
    ]);
  });

  test.each([
    [caseText("missing-quoted-end.csv"), 2],
    [caseText("missing-quoted-end.csv").replaceAll("\r\n", "\n"), 2],
    [`sep=,\r\n${caseText("missing-quoted-end.csv")}`, 3],
    ['A,B\r\n"two\r\nlines",x\r\n\r\n"open,x\r\n', 5],
    ['A,B\na,"b"c\nd,e\n', 2],
    [`${"A,B\r\n".repeat(300)}"open`, 301],
    [`${"A,B\r".repeat(300)}"open`, 301],
  ])(
    "a quotation mark that never closes is in the line where it stands: %#",
    async (text, line) => {
      for (const size of [1, 100, 100_000]) {
        const error = await drain(readRows(decodeFile(pieces(utf8(text), size)))).catch(
          (e: unknown) => e,
        );
        expect(error).toMatchObject({ sentence: { key: "importQuotes", values: { line } } });
      }
    },
  );
});

describe("names in the languages of the mails", () => {
  test.each([
    ["en-US", "en"],
    ["en_GB", "en"],
    ["German (Germany)", "de"],
    ["Deutsch (Österreich)", "de"],
    ["de-AT", "de"],
    ["Allemand", "de"],
    ["ドイツ語", "de"],
    ["alemán", "de"],
    ["الألمانية", "de"],
    ["Französisch", "fr"],
    ["fr-CA", "fr"],
    ["español (México)", "es"],
    ["pt-PT", "pt-BR"],
    ["Português (Brasil)", "pt-BR"],
    ["ja-JP", "ja"],
    ["Japonais (Japon)", "ja"],
    ["zh-CN", "zh-Hans"],
    ["Chinese (China)", "zh-Hans"],
    ["zh-TW", undefined],
    ["Chinese (Taiwan)", undefined],
    ["zh-Hant", undefined],
    ["العربية (مصر)", "ar"],
    ["ar-EG", "ar"],
    ["German (Atlantis)", undefined],
    ["nl-NL", undefined],
    ["x-y", undefined],
  ])("the language %s is %s", (typed, language) => expect(languageNamed(typed)).toBe(language));

  test.each([
    ["Deutschland", "DE"],
    ["Allemagne", "DE"],
    ["ドイツ", "DE"],
    ["Estados Unidos", "US"],
    ["德国", "DE"],
    ["مصر", "EG"],
  ])("the country %s is %s", (typed, country) => expect(countryNamed(typed)).toBe(country));

  test.each(MAIL_LANGUAGES)("every role by its label in %s", async (language) => {
    const { mails } = (await import(`../messages/${language}.json`)) as {
      mails: { roles: Record<Role, string> };
    };
    for (const role of ROLES) expect(roleNamed(` ${mails.roles[role]} `)).toBe(role);
    const cell = ROLES.map((role) => mails.roles[role]);
    for (const between of [";", "|", ", ", "、", "، ", "\n"]) {
      const cells = {
        email: "ann.lee@contoso.com",
        ...{ firstName: "Ann", lastName: "Lee", language, country: "US" },
        roles: cell.join(between),
      };
      expect(readPerson(cells, ["ACCOUNT_ADMINISTRATOR"])).toMatchObject({
        input: { roles: [...ROLES] },
      });
    }
  });
});
