import { z } from "zod";
import { isJsonWithin } from "../../bin/json-extent.mjs";
import { countrySchema, languageSchema, nameSchema } from "../accounts/person-schema";
import { countryNamed, languageNamed } from "../accounts/named";
import { numberKey, parseAddress } from "../canonical";
import { sentence } from "../messages";
import { tidy } from "../tidy";

/** A file says no more at once, and nothing deeper than an account's administrator. */
const MOST_RECORDS = 1000;
const MOST_ACCOUNTS = 1000;
const MOST_VALUES = 30_000;
const DEEPEST = 6;

/** As it stands in the file; what is valid is far shorter. */
const LONGEST_TEXT = 2000;

/** Mistakes that are named one by one. */
const MOST_PROBLEMS = 200;

const number = (what: string) =>
  z
    .string(`${what} is missing`)
    .overwrite(tidy)
    .max(64, `${what} is longer than 64 characters`)
    .refine((value) => !/[\p{Cc}<>]/u.test(value), `${what} has characters that can't be shown`)
    .refine((value) => numberKey(value).length > 0, `${what} needs letters or digits`);

const text = (what: string) =>
  z
    .string(`${what} is missing`)
    .trim()
    .min(1, `${what} is empty`)
    .max(200, `${what} is longer than 200 characters`)
    .refine((value) => !/[\p{Cc}<>]/u.test(value), `${what} has characters that can't be shown`);

const email = z.string("an email address is missing").transform((typed, context) => {
  const address = parseAddress(typed);
  if (typeof address !== "string") return address;
  context.addIssue({ code: "custom", message: sentence({ key: address }) });
  return z.NEVER;
});

/** As in the files of people: a code, or a name. */
const language = z
  .string("languageUnknown")
  .transform((typed) => languageNamed(typed) ?? typed)
  .pipe(languageSchema);
const country = z
  .string("countryUnknown")
  .transform((typed) => countryNamed(typed) ?? typed)
  .pipe(countrySchema);

const day = (what: string) => z.iso.date(`${what} must be a date such as 2026-11-02`);
const partner = z.strictObject({ number: number("the number"), name: text("the name") });

const purchasingAccount = z.strictObject({
  number: number("the number"),
  name: text("the name"),
  partner: partner.optional(),
  administrator: z.strictObject({
    firstName: nameSchema,
    lastName: nameSchema,
    email,
    language,
    country,
  }),
});

const agreementRecord = z
  .strictObject({
    agreementNumber: number("the agreement number"),
    signedOn: day("signedOn"),
    endsOn: day("endsOn").optional(),
    signatory: z.strictObject({ name: text("the name"), email }),
    organization: z.strictObject({
      number: number("the number").optional(),
      name: text("the name"),
      country,
    }),
    partner: partner.optional(),
    purchasingAccounts: z
      .array(purchasingAccount)
      .min(1, "needs at least one purchasing account")
      .max(MOST_ACCOUNTS, `has more than ${MOST_ACCOUNTS} purchasing accounts`),
  })
  .refine(({ signedOn, endsOn }) => endsOn === undefined || endsOn > signedOn, {
    path: ["endsOn"],
    message: "endsOn must lie after signedOn",
  });

/** A signed agreement as the vendor's systems hand it over; documented in docs/self-hosting.md. */
export type AgreementRecord = z.infer<typeof agreementRecord>;
export type AccountRecord = AgreementRecord["purchasingAccounts"][number];

export interface FileProblem {
  /** Counted from 1. */
  readonly record: number;
  readonly field: string;
  readonly reason: string;
}

/** Reads one record or an array of them; either all of it is good or every problem is named. */
export function readAgreementFile(
  json: string,
): { records: AgreementRecord[] } | { problems: FileProblem[] } {
  if (!isJsonWithin(json, { depth: DEEPEST, values: MOST_VALUES, text: LONGEST_TEXT })) {
    const reason =
      `is deeper than ${DEEPEST} levels, holds more than ${MOST_VALUES} values or ` +
      `a text of more than ${LONGEST_TEXT} characters`;
    return { problems: [{ record: 1, field: "file", reason }] };
  }
  let data: unknown;
  try {
    data = JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [{ record: 1, field: "file", reason: `is not JSON: ${reason}` }] };
  }
  const list: unknown[] = Array.isArray(data) ? data : [data];
  if (list.length > MOST_RECORDS) {
    const reason = `holds more than ${MOST_RECORDS} records; split it into several files`;
    return { problems: [{ record: MOST_RECORDS + 1, field: "file", reason }] };
  }
  const records: AgreementRecord[] = [];
  const problems: FileProblem[] = [];
  list.forEach((item, index) => {
    const result = agreementRecord.safeParse(item, { reportInput: true });
    if (result.success) records.push(result.data);
    else problems.push(...result.error.issues.map((issue) => problemOf(index + 1, issue)));
  });
  if (problems.length === 0) {
    problems.push(...repeatedNumbers(records), ...contradictions(records));
  }
  if (list.length === 0) problems.push({ record: 1, field: "file", reason: "holds no record" });
  return problems.length > 0 ? { problems: firstOf(problems) } : { records };
}

/** The rest is counted. */
function firstOf(problems: readonly FileProblem[]): FileProblem[] {
  const left = problems.length - MOST_PROBLEMS;
  const named = problems.slice(0, MOST_PROBLEMS);
  if (left <= 0) return named;
  const record = problems[MOST_PROBLEMS]?.record ?? 1;
  return [...named, { record, field: "file", reason: `has ${left} more mistakes` }];
}

function problemOf(record: number, issue: z.core.$ZodIssue): FileProblem {
  return {
    record,
    field: issue.path.join(".") || "record",
    reason: isSentenceKey(issue.message) ? wording(issue.message) : plainWords(issue),
  };
}

/** It names every key that isn't known. */
const LONGEST_REASON = 200;

/** The library's own words are for programmers where a whole part is missing or of another shape. */
function plainWords({ message, code, input, ...issue }: z.core.$ZodIssue): string {
  if (code === "unrecognized_keys") return message.slice(0, LONGEST_REASON);
  if (code !== "invalid_type" || !message.startsWith("Invalid input")) return message;
  if (input === undefined) return "is missing";
  return "expected" in issue ? `must be ${String(issue.expected)}` : message;
}

const isSentenceKey = (message: string) => /^[a-z][A-Za-z]*(:\d+)?$/.test(message);

function wording(message: string): string {
  const [key = "", max] = message.split(":");
  return sentence(max === undefined ? { key } : { key, values: { max: Number(max) } });
}

function repeatedNumbers(records: readonly AgreementRecord[]): FileProblem[] {
  const problems: FileProblem[] = [];
  const seen = new Set<string>();
  const check = (kind: string, typed: string, record: number, field: string) => {
    const key = `${kind}:${numberKey(typed)}`;
    if (seen.has(key))
      problems.push({ record, field, reason: `${typed} stands twice in the file` });
    seen.add(key);
  };
  records.forEach((record, index) => {
    check("agreement", record.agreementNumber, index + 1, "agreementNumber");
    record.purchasingAccounts.forEach((account, at) => {
      check("account", account.number, index + 1, `purchasingAccounts.${at}.number`);
    });
  });
  return problems;
}

/** One partner or organization with two names in one file: nobody could say which one is meant. */
function contradictions(records: readonly AgreementRecord[]): FileProblem[] {
  const problems: FileProblem[] = [];
  const names = new Map<string, string>();
  const check = (kind: string, number: string, name: string, record: number, field: string) => {
    const key = `${kind}:${numberKey(number)}`;
    const before = names.get(key) ?? name;
    if (before !== name) {
      problems.push({ record, field, reason: `${number} is ${before} elsewhere in the file` });
    }
    names.set(key, before);
  };
  records.forEach(({ organization, partner, purchasingAccounts, agreementNumber }, index) => {
    const record = index + 1;
    const number = organization.number ?? agreementNumber;
    check("organization", number, organization.name, record, "organization.name");
    if (partner) check("partner", partner.number, partner.name, record, "partner.name");
    purchasingAccounts.forEach((account, at) => {
      const field = `purchasingAccounts.${at}.partner.name`;
      if (account.partner)
        check("partner", account.partner.number, account.partner.name, record, field);
    });
  });
  return problems;
}
