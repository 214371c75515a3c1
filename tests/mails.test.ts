import { render } from "@react-email/render";
import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { LetterMail, type Letter } from "../emails/letter";
import type { LetterContext } from "../emails/letter-frame";
import { letterText } from "../emails/letter-text";
import { MAIL_LANGUAGES, type MailLanguage } from "../lib/languages";
import { mailTranslator, momentInWords } from "../lib/messages";
import { ROLES } from "../lib/policy/roles";
import en from "../messages/en.json";
import {
  alreadyAccess,
  bounced,
  CODE,
  declined,
  EXPIRING,
  HOSTILE,
  invitation,
  INVITATIONS,
  LETTERS,
  moment,
  PLAIN,
  REMINDERS,
  STOP,
  type Names,
  type Write,
} from "./sample-letters";

const TRANSLATIONS = MAIL_LANGUAGES.filter((language) => language !== "en");

describe.each(TRANSLATIONS)("the %s catalogue", (language) => {
  test("has the keys and placeholders of the English one, and no others", async () => {
    const needs = (words: Words) => words.map(([key, value]) => [key, placeholders(value)]);
    expect(needs(await catalogue(language))).toEqual(needs(await catalogue("en")));
  });

  test("leaves no sentence in English", async () => {
    const english = new Map(await catalogue("en"));
    const latin = !["ja", "zh-Hans", "ar"].includes(language);
    const foreign = latin ? /\b(the|you|your|this|with)\b/i : /[a-z]/i;
    const left = (await catalogue(language)).filter(
      ([key, value]) =>
        (/\p{L}/u.test(ownWords(value)) && value === english.get(key)) ||
        foreign.test(ownWords(value)),
    );
    expect(left).toEqual([]);
  });
});

test("French keeps its punctuation on the line and writes the typographic apostrophe", async () => {
  const wrong = /'|[^\u00a0\u202f][:;!?»]|«[^\u00a0\u202f]/;
  expect((await catalogue("fr")).filter(([, value]) => wrong.test(value))).toEqual([]);
});

test.each(LETTERS)("%s has its own subject in each language", async (_, write) => {
  const mails = await inEachLanguage(write);
  expect(new Set(mails.map(({ letter }) => letter.subject)).size).toBe(MAIL_LANGUAGES.length);
});

// The tests of the catalogues say that each language puts the same names in; one of each direction is written.
test.each(LETTERS)("%s shows names with HTML in them as they are written", async (_, write) => {
  for (const language of ["en", "ar"] as const) {
    const { html, text } = await mail(write, language, HOSTILE);
    expect(html).not.toMatch(/<(b|s|u|img)\b/);
    const shown = Object.values(HOSTILE).filter((name) => text.includes(name));
    expect(shown).toContain(HOSTILE.name);
    expect(shown).toContain(HOSTILE.vendor);
    for (const name of shown) expect(html).toContain(escaped(name));
  }
});

describe("in every language", () => {
  test.each(LETTERS)("%s has all its words and names language and direction", async (_, write) => {
    for (const { language, letter, html, text } of await inEachLanguage(write)) {
      expect(letter.subject).toMatch(/^\S.*\S$/);
      for (const part of [letter.subject, html, text]) expect(part, language).not.toMatch(MISSING);
      const { greeting, heading, paragraphs, why, notYou, sender } = letter;
      for (const words of [greeting, heading, ...paragraphs, why, notYou, sender]) {
        expect(words, language).toMatch(/\S/);
        expect(text).toContain(words);
        expect(html).toContain(escaped(words));
      }
      const tag = /<html[^>]*>/.exec(html)?.[0];
      expect(tag).toContain(` lang="${language}"`);
      expect(tag).toContain(` dir="${language === "ar" ? "rtl" : "ltr"}"`);
    }
  });

  test.each(LETTERS)(
    "%s gives its link as a button and in full, and no HTML in its text",
    async (_, write) => {
      for (const { letter, html, text } of await inEachLanguage(write)) {
        expect(text).not.toMatch(/<[^>]*>|&#?\w+;/);
        const href = letter.button?.href;
        if (href === undefined) {
          expect(html).not.toContain("href=");
          continue;
        }
        expect(html.split(`href="${href}"`)).toHaveLength(3);
        expect(html).toContain(`>${href}</a>`);
        expect(text.split("\n")).toContain(href);
      }
    },
  );

  test.each(EXPIRING)("%s says in words until when it works", async (_, write) => {
    for (const { language, html, text } of await inEachLanguage(write)) {
      expect(text).toContain(momentInWords(moment, language));
      expect(html).toContain(momentInWords(moment, language));
    }
  });

  test.each([...INVITATIONS, ...REMINDERS])(
    "%s gives a code to type and the page for it, in both parts",
    async (_, write) => {
      for (const { letter, html, text } of await inEachLanguage(write)) {
        expect(html).toContain(`<span dir="ltr">${CODE.value}</span>`);
        expect(html).toMatch(/font-family:[^"]*monospace/);
        expect(text.split("\n")).toContain(CODE.value);
        const hint = letter.code?.hint ?? "";
        expect(hint).toContain(CODE.address);
        expect(html).toContain(escaped(hint));
        expect(text).toContain(hint);
      }
    },
  );

  test.each(REMINDERS)("%s says that it is one and how to stop them", async (_, write) => {
    for (const { language, letter, html, text } of await inEachLanguage(write)) {
      const { t } = await contextOf(language, PLAIN.vendor);
      expect(letter.paragraphs).toContain(t("reminder.body"));
      expect(html).toContain(`href="${STOP.stopHref}"`);
      expect(text.split("\n")).toContain(STOP.stopHref);
      // What a mail program posts to belongs into the header only.
      for (const part of [html, text]) expect(part).not.toContain(STOP.unsubscribe);
    }
  });

  test("who has access already gets a link to a new password beside the button", async () => {
    for (const { letter, html, text } of await inEachLanguage(alreadyAccess)) {
      const { href = "", label = "" } = letter.otherLink ?? {};
      expect(html).toContain(`href="${href}"`);
      expect(html).toContain(`>${escaped(label)}</a>`);
      expect(text.split("\n")).toContain(href);
    }
  });

  test("words of strangers stay one plain line without a link", async () => {
    const mails = [declined(STRANGER), bounced(STRANGER)].map((write) => inEachLanguage(write));
    for (const { html, text } of (await Promise.all(mails)).flat()) {
      const shown = "No! Bcc: all@contoso.com <a href=x> https: //evil.example www. evil.example";
      expect(text).toContain(shown);
      expect(html).toContain(escaped(shown));
      expect(html).not.toMatch(/<a href=x|evil\.example"/);
      expect(text.length).toBeLessThan(2500);
    }
  });

  test("an invited colleague reads the organization, both numbers and every role", async () => {
    for (const { language, html, text } of await inEachLanguage(COLLEAGUE)) {
      const { t } = await contextOf(language, PLAIN.vendor);
      const roles = ROLES.map((role) => t(`roles.${role}`));
      for (const fact of [PLAIN.organization, "AGR-7720114", "PA-0048213", ...roles]) {
        expect(html).toContain(escaped(fact));
        expect(text).toContain(fact);
      }
    }
  });
});

const COLLEAGUE = invitation("COLLEAGUE");

// A missing word would show as its key, a missing value as its placeholder.
const MISSING = new RegExp(`\\b(mails|${Object.keys(en.mails).join("|")})\\.\\w|\\{\\w+\\}`);

const STRANGER = `No!\r\nBcc: all@contoso.com <a href=x>\u202e https://evil.example www.evil.example ${"x".repeat(9000)}`;

interface Written {
  readonly language: MailLanguage;
  readonly letter: Letter;
  readonly html: string;
  readonly text: string;
}

/** Each letter is rendered once in each language, however many tests look at it. */
function inEachLanguage(write: Write): Promise<Written[]> {
  const cached = cache.get(write);
  if (cached) return cached;
  const written = Promise.all(MAIL_LANGUAGES.map((language) => mail(write, language, PLAIN)));
  cache.set(write, written);
  return written;
}

const cache = new Map<Write, Promise<Written[]>>();

async function mail(write: Write, language: MailLanguage, names: Names): Promise<Written> {
  const letter = write(await contextOf(language, names.vendor), names);
  const html = await render(createElement(LetterMail, { letter }));
  return { language, letter, html, text: letterText(letter) };
}

async function contextOf(language: MailLanguage, vendor: string): Promise<LetterContext> {
  return { t: await mailTranslator(language), language, vendor };
}

type Words = [key: string, value: string][];

/** Every word of a catalogue's mails, by its path, in the order of the paths. */
async function catalogue(language: MailLanguage): Promise<Words> {
  const file = (await import(`../messages/${language}.json`)) as { default: { mails: object } };
  return flatten(file.default.mails).sort(([a], [b]) => (a < b ? -1 : 1));
}

function flatten(branch: object, path = ""): Words {
  return Object.entries(branch).flatMap(([key, value]: [string, unknown]): Words => {
    const here = path + key;
    return typeof value === "string" ? [[here, value]] : flatten(value as object, `${here}.`);
  });
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** A name may stand twice in one language and once in another. */
function placeholders(words: string): string[] {
  return [...new Set(Array.from(words.matchAll(PLACEHOLDER), ([, name]) => name ?? ""))].sort();
}

function ownWords(words: string): string {
  return words.replaceAll(PLACEHOLDER, "").replaceAll(/(Business|Partner) Center|DNS|TXT/g, "");
}

function escaped(words: string): string {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
  return words.replace(/[&<>"']/g, (sign) => signs[sign as keyof typeof signs]);
}
