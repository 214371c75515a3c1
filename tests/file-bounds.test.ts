import { describe, expect, test } from "vitest";
import { gather } from "../bin/gather.mjs";
import { decodeFile } from "../lib/csv/decode-file";
import { readRows } from "../lib/csv/read-rows";
import { drain, readParts } from "../lib/multipart/read-parts";
import { readAgreementFile } from "../lib/organizations/agreement-file";
import { codeOf } from "./factories";
import { multipart, MULTIPART } from "./hostile-posts";

/** As slowly as a network can bring it, or at once. */
async function* inPieces(bytes: Uint8Array, size = bytes.length) {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

const isRead = async (text: string, size?: number) =>
  (await codeOf(drain(readRows(decodeFile(inPieces(Buffer.from(text), size))))).catch(() => "")) !==
  "invalid";

describe("a table is read up to its bounds, and not one further", () => {
  test.each<[what: string, most: number, text: (count: number) => string]>([
    ["columns", 60, (count) => `${Array(count).fill("a").join(",")}\n`],
    ["filled cells in a row", 60, (count) => `a\n${Array(count).fill("a").join(",")}\n`],
    ["cells in a row", 1000, (count) => `a\na${",".repeat(count - 1)}\n`],
    ["characters in a line", 16_000, (count) => `a\n${"x".repeat(count)}\n`],
    ["rows", 20_000, (count) => `a\n${"x\n".repeat(count)}`],
  ])("%s: %i", async (_, most, text) => {
    expect(await isRead(text(most))).toBe(true);
    expect(await isRead(text(most + 1))).toBe(false);
  });

  // Looked through from its beginning at each byte, this took twenty seconds.
  test("a heading without an end is looked through once, however slowly it comes", async () => {
    expect(await isRead(`${"h".repeat(15_000)}\n`, 1)).toBe(true);
  }, 10_000);
});

describe("agreements are built up to their bounds, and not one further", () => {
  const saidOf = (text: string) => {
    const file = readAgreementFile(text);
    return "problems" in file ? (file.problems[0]?.reason ?? "") : "";
  };

  test.each<[what: string, most: number, text: (count: number) => string, said: RegExp]>([
    ["levels", 6, (count) => "[".repeat(count) + "]".repeat(count), /^is deeper than 6 levels/],
    ["values", 30_000, (count) => `[${Array(count).fill(1).join()}]`, /more than 30000 values/],
    [
      "characters of a text",
      2000,
      (count) => `"${"x".repeat(count)}"`,
      /more than 2000 characters$/,
    ],
    ["records", 1000, (count) => `[${Array(count).fill("{}").join()}]`, /more than 1000 records/],
    [
      "purchasing accounts",
      1000,
      (count) => `{"purchasingAccounts":[${Array(count).fill("{}").join()}]}`,
      /more than 1000 purchasing accounts/,
    ],
  ])("%s: %i", (_, most, text, said) => {
    expect(saidOf(text(most))).not.toMatch(said);
    const beyond = readAgreementFile(text(most + 1));
    const reasons = "problems" in beyond ? beyond.problems.map(({ reason }) => reason) : [];
    expect(reasons.some((reason) => said.test(reason))).toBe(true);
  });
});

describe("a form with files is read up to its bounds, and not one further", () => {
  const codeOfParts = (body: Buffer, type = MULTIPART, size?: number) =>
    codeOf(drain(readParts(type, inPieces(body, size)))).catch(() => "read");

  test("1,000 parts", async () => {
    const parts = (count: number) => Array.from({ length: count }, () => ["f", "x"] as const);
    expect(await codeOfParts(multipart(parts(1000)))).toBe("read");
    expect(await codeOfParts(multipart(parts(1001)))).toBe("invalid");
  });

  test("a boundary of 70 characters", async () => {
    const form = (length: number) => {
      const mark = "-".repeat(length);
      const body = `--${mark}\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n--${mark}--`;
      return codeOfParts(Buffer.from(body), `multipart/form-data; boundary=${mark}`);
    };
    expect(await form(70)).toBe("read");
    expect(await form(71)).toBe("invalid");
  });

  test("16,384 bytes before a part, also byte by byte", async () => {
    const form = (length: number) => {
      const head = 'Content-Disposition: form-data; name="';
      return multipart([["n".repeat(length - head.length - 1), "x"]]);
    };
    for (const size of [1, 20_000]) {
      expect(await codeOfParts(form(16_384), MULTIPART, size)).toBe("read");
      expect(await codeOfParts(form(16_385), MULTIPART, size)).toBe("invalid");
    }
  });

  test("what arrives byte by byte is one buffer of its own size, and nothing beyond the limit", () => {
    const kept = gather(10);
    for (let at = 0; at < 10; at += 1) kept.add(Buffer.from([at]));
    expect(kept.all()).toEqual(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(kept.all()?.buffer.byteLength).toBe(10);
    kept.add(Buffer.from([10]));
    expect(kept.all()).toBeNull();
    expect(gather(10).all()).toEqual(Buffer.alloc(0));
  });
});
