import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { DomainError, type Sentence } from "../lib/errors";
import { checkImport } from "../lib/imports/check-import";
import { COLUMNS } from "../lib/imports/columns";
import { sentence } from "../lib/messages";
import { piecesOf, readParts } from "../lib/multipart/read-parts";
import { readAgreementFile } from "../lib/organizations/agreement-file";
import type { MemberActor } from "../lib/policy/actor";
import { SYSTEM } from "../lib/policy/actor";
import { assignSeats, SEAT_ROWS } from "../lib/seats/assign-seats";
import { readPostedLists } from "../lib/seats/posted-lists";
import { FILE_NAMES, FILES, type FileName } from "../lib/vendor-data/files";
import { importData } from "../lib/vendor-data/import-data";
import en from "../messages/en.json";
import { actorOf, agreement, NOW, samples } from "./factories";
import { multipart, MULTIPART } from "./hostile-posts";
import { haveWorld } from "./setup/world";
import { CONTOSO } from "./world";

let dana: MemberActor;
let subscriptionId: string;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  const { purchasingAccountId } = dana;
  const { agreementId } = await db.purchasingAccount.findUniqueOrThrow({
    where: { id: purchasingAccountId },
    select: { agreementId: true },
  });
  const { organizationId } = await db.agreement.findUniqueOrThrow({ where: { id: agreementId } });
  await db.domain.create({
    data: {
      ...{ organizationId, name: "contoso.com", nameKey: "contoso.com", challenge: "x" },
      ...{ status: "VERIFIED", createdAt: NOW, verifiedAt: NOW },
      accounts: { create: { purchasingAccountId, since: NOW } },
    },
  });
  const subscription = await db.subscription.create({
    data: {
      ...{ purchasingAccountId, service: "SVC-H", serviceKey: "SVCH", name: "Service", seats: 5 },
      ...{ recordedAt: NOW, from: new Date("2026-01-01"), until: new Date("2027-12-31") },
    },
  });
  subscriptionId = subscription.id;
});

/** As a network brings it: in pieces that end anywhere. */
async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

const utf16 = (text: string) => Buffer.from(text, "utf16le");

/** A text as some program writes it. */
const encoded = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.constantFrom("utf8", "mark", "utf16le", "utf16be", "latin1"))
    .map(([all, encoding]) => {
      if (encoding === "mark") return Buffer.from(`\uFEFF${all}`);
      if (encoding === "utf16le") return utf16(`\uFEFF${all}`);
      if (encoding === "utf16be") return utf16(`\uFEFF${all}`).swap16();
      return Buffer.from(all, encoding === "latin1" ? "latin1" : "utf8");
    });

const oddCell = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("", "a@contoso.com", "b@contoso.com", "Ana", "en", "US"),
  },
  fc.constantFrom("Account Viewer", "2026-11-01", "PA-0048213", "PRT-310", "completed", "1", "-1"),
  fc.constantFrom('"', '""', '"a\nb"', '"a', "=1+1", "'x", "\0", "\u2028", "\u202E", "__proto__"),
  fc.constantFrom("9".repeat(400), "x".repeat(16_001), ",".repeat(70), "\uFFFD", "\r", "\t;,"),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 10 }),
);

/** What a table looks like that has been through many hands: known headings, odd cells, odd ends of lines. */
const table = (headings: readonly string[]) => {
  const heading = fc.oneof(
    { weight: 6, arbitrary: fc.constant([...headings]) },
    fc.shuffledSubarray([...headings, ...headings]),
    fc.array(oddCell, { maxLength: 70 }),
    fc.constant([...headings, ...Array<string>(60).fill("h")]),
  );
  const row = fc.oneof(
    fc.array(oddCell, { minLength: headings.length, maxLength: headings.length }),
    fc.array(oddCell, { maxLength: 70 }),
  );
  return fc
    .record({
      heading,
      rows: fc.array(row, { maxLength: 12 }),
      again: fc.constantFrom(1, 1, 1, 2, 40),
      separator: fc.constantFrom(",", ",", ";", "\t", "|", '"'),
      end: fc.constantFrom("\r\n", "\n", "\r", "\n\n", "\u2028"),
      first: fc.constantFrom("", "", "", "sep=,\n", "sep=;\r\n", "sep=|\n", "sep=\0\n", "\n\n"),
    })
    .map(({ heading: names, rows, again, separator, end, first }) => {
      const lines = [names, ...Array<string[][]>(again).fill(rows).flat()];
      return first + lines.map((cells) => cells.join(separator)).join(end);
    });
};

/** Any bytes at all: a table, a damaged one, noise, or one thing again and again. */
function anyFile(headings: readonly string[], much: number): fc.Arbitrary<Buffer> {
  const whole = encoded(table(headings));
  const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  const damaged = fc
    .tuple(whole, fc.nat(), fc.nat(40), noise)
    .map(([bytes, where, length, inserted]) => {
      const at = where % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + length)]);
    });
  const repeated = encoded(
    fc
      .tuple(
        fc.constantFrom("", `${headings.join(",")}\n`),
        fc.constantFrom(
          '"',
          ",",
          "\n",
          "\r",
          "x",
          "a@contoso.com\n",
          "a@contoso.com,",
          '"",\n',
          "é",
        ),
        fc.nat(much),
      )
      .map(([first, piece, times]) => first + piece.repeat(times)),
  );
  return fc.oneof({ weight: 3, arbitrary: whole }, damaged, repeated, noise);
}

const size = fc.constantFrom(1, 7, 1024, 16_384);

/** It is told in a sentence of its own. */
function expectWords(...all: readonly Sentence[]) {
  for (const one of all) {
    expect(Object.keys(en.errors)).toContain(one.key);
    expect(sentence(one)).toMatch(/^\S[^]{4,1000}$/);
  }
}

/** What came of it, or the refusal; whatever else is thrown fails the test. */
async function answerOf<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expectWords(error.sentence, ...Object.values(error.fields));
    return null;
  }
}

describe("whatever comes as a file is read, or refused in words", () => {
  test("people", async () => {
    const headings = Object.values(COLUMNS);
    let read = 0;
    await fc.assert(
      fc.asyncProperty(anyFile(headings, 30_000), size, async (bytes, pieces) => {
        const upload = { fileName: "people.csv", bytes: inPieces(bytes, pieces) };
        const answer = await answerOf(checkImport(dana, upload, NOW));
        if (!answer) return;
        read += 1;
        const rows = await db.importRow.findMany({ where: { runId: answer.importId } });
        expect(rows.length).toBeLessThanOrEqual(20_000);
        for (const { data, errors } of rows) {
          expect(data).toHaveLength(headings.length);
          expect(JSON.stringify(data).length).toBeLessThan(16_000 * 6);
          expectWords(...((errors ?? []) as unknown as Sentence[]));
        }
      }),
      samples(60, 3000),
    );
    expect(read).toBeGreaterThan(0);
  });

  test("lists of seats, pasted and as a file", async () => {
    let read = 0;
    const list = fc.oneof(fc.constant(""), table(["EMAIL"]));
    const file = anyFile(["EMAIL", "NAME"], 30_000);
    await fc.assert(
      fc.asyncProperty(list, file, size, async (pasted, bytes, pieces) => {
        const lists = { subscriptionId, list: pasted, file: inPieces(bytes, pieces) };
        const rows = await answerOf(assignSeats(dana, lists, NOW));
        if (!rows) return;
        read += 1;
        expect(rows.length).toBeLessThanOrEqual(SEAT_ROWS);
        for (const { email, reason } of rows) {
          expect(email.length).toBeLessThanOrEqual(300);
          if (reason) expectWords(reason);
        }
      }),
      samples(60, 3000),
    );
    expect(read).toBeGreaterThan(5);
  });

  test.each(FILE_NAMES)("the vendor's %s", async (name: FileName) => {
    const headings = FILES[name].columns.map(({ heading }) => heading);
    await fc.assert(
      fc.asyncProperty(anyFile(headings, 5000), size, async (bytes, pieces) => {
        const files = { [name]: () => inPieces(bytes, pieces) };
        const result = await importData(SYSTEM, files, { dryRun: true }, NOW);
        expect(result.problems.length).toBeLessThanOrEqual(100);
        expect(result.refused).toBeGreaterThanOrEqual(result.problems.length);
        expectWords(...result.problems.map((problem) => problem.sentence));
      }),
      samples(20, 600),
    );
  });

  test("agreements", () => {
    const good = JSON.stringify(agreement("PA-9000001", "ann.lee@contoso.com"));
    const odd = fc.oneof(
      fc.json({ maxDepth: 12 }),
      fc.string({ unit: "binary", maxLength: 200 }),
      fc
        .tuple(fc.constantFrom("[", "{", '"', "\\", '{"a":', "[[],", "1,", "\0"), fc.nat(60_000))
        .map(([piece, times]) => piece.repeat(times)),
      fc
        .tuple(fc.nat(good.length), fc.nat(30), fc.oneof(fc.json(), fc.string({ unit: "binary" })))
        .map(([at, length, part]) => good.slice(0, at) + part + good.slice(at + length)),
      // A record whose parts are something else.
      fc
        .tuple(fc.constantFrom(...Object.keys(JSON.parse(good) as object)), fc.jsonValue())
        .map(([key, value]) => {
          return JSON.stringify([{ ...(JSON.parse(good) as object), [key]: value }]);
        }),
    );
    const isIn = (text: string) => {
      const file = readAgreementFile(text);
      if ("records" in file) {
        expect(file.records.length).toBeLessThanOrEqual(1000);
        return;
      }
      expect(file.problems.length).toBeGreaterThan(0);
      expect(file.problems.length).toBeLessThanOrEqual(201);
      for (const { record, field, reason } of file.problems) {
        expect(record).toBeGreaterThan(0);
        expect(field.length).toBeLessThan(200);
        expect(reason).toMatch(/^\S[^]{2,300}$/);
      }
    };
    isIn(good);
    fc.assert(fc.property(fc.oneof(odd, encoded(odd).map(String)), isIn), samples(300, 20_000));
  });

  test("and whatever comes instead of a form around it", async () => {
    const part = fc.tuple(
      fc.constantFrom("file", "list", 'file"; filename="a.csv', 'file"; filename="', "x\r\ny: z"),
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 50 }),
        fc.constant("\r\n--\r\n".repeat(9000)),
      ),
    );
    const body = fc.oneof(
      fc.array(part, { maxLength: 5 }).map(multipart),
      fc
        .tuple(fc.array(part, { maxLength: 3 }), fc.nat(400))
        .map(([parts, end]) => multipart(parts).subarray(0, end)),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    );
    const type = fc.oneof(
      { weight: 4, arbitrary: fc.constant(MULTIPART) },
      fc.string(),
      fc.constantFrom("multipart/form-data", "multipart/form-data; boundary=", "text/csv"),
      fc.string({ unit: "binary" }).map((mark) => `multipart/form-data; boundary="${mark}"`),
    );
    await fc.assert(
      fc.asyncProperty(body, type, async (bytes, contentType) => {
        const request = { body: new Blob([new Uint8Array(bytes)]).stream() };
        await answerOf(readPostedLists(contentType, piecesOf(request.body)));
        let parts = 0;
        await answerOf(
          (async () => {
            for await (const one of readParts(contentType, inPieces(bytes, 7))) {
              parts += 1;
              expect(one.fileName?.length ?? 0).toBeLessThanOrEqual(200);
            }
          })(),
        );
        expect(parts).toBeLessThanOrEqual(1001);
      }),
      samples(200, 10_000),
    );
  });
});
