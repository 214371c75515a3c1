import { ESLint } from "eslint";
import { expect, test } from "vitest";
import {
  collator,
  dateFormat,
  displayNames,
  keptFormatters,
  listFormat,
  MOST_FORMATTERS,
  numberFormat,
  TIME_ZONES,
  zoneNamed,
} from "../lib/formatters";
import { mailTranslator } from "../lib/messages";
import { NOW, times } from "./factories";

test("a formatter is made once per locale and options", () => {
  const day = { day: "numeric", timeZone: "Asia/Tokyo" } as const;
  expect(dateFormat("de", { ...day })).toBe(dateFormat("de", { ...day }));
  expect(dateFormat("de", day)).not.toBe(dateFormat("fr", day));
  expect(dateFormat("de", day)).not.toBe(dateFormat("de", { ...day, timeZone: "UTC" }));
  expect(numberFormat("de")).toBe(numberFormat("de"));
  expect(listFormat("de")).toBe(listFormat("de"));
  expect(collator("de")).toBe(collator("de"));
  const regions = { type: "region" } as const;
  expect(displayNames("de", regions)).toBe(displayNames("de", regions));
  expect(displayNames("de", regions)).not.toBe(displayNames("de", { type: "language" }));
});

test("kept formatters write what new ones would", () => {
  const options = { dateStyle: "full", timeStyle: "long", timeZone: "Asia/Tokyo" } as const;
  for (const locale of ["en-GB", "ar", "ja"]) {
    const fresh = new Intl.DateTimeFormat(locale, options).format(NOW);
    expect(dateFormat(locale, options).format(NOW)).toBe(fresh);
  }
});

test("however many zones people name, so many formatters are kept and no more", () => {
  for (const timeZone of TIME_ZONES) {
    for (const day of ["numeric", "2-digit"] as const) dateFormat("en", { timeZone, day });
    expect(keptFormatters()).toBeLessThanOrEqual(MOST_FORMATTERS);
  }
});

test("spellings of a zone, and what is none, keep nothing", () => {
  const kept = keptFormatters();
  expect(zoneNamed("europe/BERLIN")).toBe("Europe/Berlin");
  expect(zoneNamed("Europe/Berlin")).toBe("Europe/Berlin");
  for (const name of ["Mars/Olympus", "x".repeat(65), ""]) expect(zoneNamed(name)).toBeUndefined();
  expect(keptFormatters()).toBe(kept);
});

test("the words of a mail language are read once", async () => {
  expect(await mailTranslator("ja")).toBe(await mailTranslator("ja"));
  expect(await mailTranslator("ja")).not.toBe(await mailTranslator("ar"));
});

const PLACES = ["components/ui/time.tsx", "app/page.tsx", "lib/messages.ts", "emails/letter.ts"];
const COSTLY = [
  'new Intl.DateTimeFormat("en");',
  'Intl.NumberFormat("en");',
  "new Date().toLocaleString();",
  "new Date().toLocaleDateString();",
  '"a".localeCompare("b", "de");',
];

test(
  "lint refuses a formatter of one's own in screens, mails and verbs",
  { timeout: 120_000 },
  async () => {
    const eslint = new ESLint({
      overrideConfig: [{ languageOptions: { parserOptions: { projectService: false } } }],
      ruleFilter: ({ ruleId }) => ruleId === "no-restricted-syntax",
    });
    for (const filePath of PLACES) {
      const [result] = await eslint.lintText(COSTLY.join("\n"), { filePath });
      const lines = result?.messages.map(({ line }) => line);
      expect(lines, filePath).toEqual(times(COSTLY.length).map((n) => n + 1));
    }
  },
);
