import { describe, expect, test } from "vitest";
import { readAgreementFile } from "../lib/organizations/agreement-file";
import { agreement, newAddress, purchasingAccount } from "./factories";

let made = 0;
const newNumber = () => `PA-${(made += 1)}-${made}Y`;
const signed = () => {
  const [number, email] = [newNumber(), newAddress("administrator")];
  return { number, email, data: agreement(number, email) };
};
function problemsOf(data: unknown): string[] {
  const file = readAgreementFile(typeof data === "string" ? data : JSON.stringify(data));
  if (!("problems" in file)) return [];
  return file.problems.map(({ record, field, reason }) => `${record} ${field}: ${reason}`);
}

describe("a file with a mistake names record, field and reason, and is imported in no part", () => {
  const good = () => signed().data;
  const withAdministrator = (more: object) => {
    const { number, email, data } = signed();
    const account = purchasingAccount(number, email);
    const administrator = { ...account.administrator, ...more };
    return { ...data, purchasingAccounts: [{ ...account, administrator }] };
  };

  test.each<[string, () => unknown, string]>([
    ["no JSON", () => "{", "1 file: is not JSON"],
    ["nothing", () => "", "1 file: is not JSON"],
    ["an empty list", () => [], "1 file: holds no record"],
    ["a number", () => 7, "1 record: "],
    ["null", () => null, "1 record: "],
    ["lists in lists", () => [[good()]], "1 record: "],
    [
      "a missing number",
      () => [good(), { ...good(), agreementNumber: undefined }],
      "2 agreementNumber: ",
    ],
    [
      "a number as a number",
      () => ({ ...good(), agreementNumber: 7_720_114 }),
      "1 agreementNumber: ",
    ],
    [
      "a number without letters or digits",
      () => ({ ...good(), agreementNumber: "--" }),
      "1 agreementNumber: ",
    ],
    [
      "control characters in a number",
      () => ({ ...good(), agreementNumber: "AGR\u0000-1" }),
      "1 agreementNumber: ",
    ],
    ["a date of another form", () => ({ ...good(), signedOn: "02.11.2026" }), "1 signedOn: "],
    ["a day that doesn't exist", () => ({ ...good(), signedOn: "2026-02-30" }), "1 signedOn: "],
    ["an end before the beginning", () => ({ ...good(), endsOn: "2026-01-01" }), "1 endsOn: "],
    [
      "no purchasing account",
      () => ({ ...good(), purchasingAccounts: [] }),
      "1 purchasingAccounts: ",
    ],
    [
      "accounts as an object",
      () => ({ ...good(), purchasingAccounts: {} }),
      "1 purchasingAccounts: ",
    ],
    ["a word too many", () => ({ ...good(), administrator: "me" }), "1 record: "],
    ["a made-up prototype", () => `{"__proto__": {"a": 1}, "agreementNumber": "A"}`, "1 "],
    [
      "a bad address",
      () => withAdministrator({ email: "nobody" }),
      "1 purchasingAccounts.0.administrator.email: ",
    ],
    [
      "an address as a list",
      () => withAdministrator({ email: ["a@b.com"] }),
      "1 purchasingAccounts.0.administrator.email: ",
    ],
    [
      "a link as a name",
      () => withAdministrator({ firstName: "evil.com" }),
      "1 purchasingAccounts.0.administrator.firstName: ",
    ],
    [
      "an unknown language",
      () => withAdministrator({ language: "tlh" }),
      "1 purchasingAccounts.0.administrator.language: ",
    ],
    [
      "an unknown country",
      () => withAdministrator({ country: "XX" }),
      "1 purchasingAccounts.0.administrator.country: ",
    ],
  ])("%s", (_what, data, problem) => {
    const [first = ""] = problemsOf(data());
    expect(first.startsWith(problem), first).toBe(true);
    expect(first).not.toMatch(/undefined|tooLong|[a-z]+Unknown$/);
  });

  test("a number that stands twice, in whatever spelling", () => {
    const { data, number, email } = signed();
    const again = { ...signed().data, agreementNumber: data.agreementNumber.toLowerCase() };
    expect(problemsOf([data, again])).toEqual([expect.stringContaining("2 agreementNumber: ")]);
    const twice = {
      ...data,
      purchasingAccounts: [number, ` ${number.toLowerCase()}`].map((one) =>
        purchasingAccount(one, email),
      ),
    };
    expect(problemsOf(twice)).toEqual([expect.stringContaining("1 purchasingAccounts.1.number: ")]);
  });

  test("a partner that has two names, which could never come to rest", async () => {
    const { data, number, email } = signed();
    const names = ["Proseware", "Wingtip"];
    const twice = {
      ...data,
      purchasingAccounts: names.map((name, at) =>
        purchasingAccount(`${number}${at}`, email, { partner: { number: "PRT-TWO", name } }),
      ),
    };
    expect(problemsOf(twice)).toEqual([expect.stringContaining("partner")]);
  });

  test("every problem of every record is named at once", () => {
    const problems = problemsOf([
      { ...good(), signedOn: "x" },
      good(),
      { ...withAdministrator({ country: "?" }), endsOn: 5 },
    ]);
    expect(problems.map((line) => line.split(":")[0]).sort()).toEqual([
      "1 signedOn",
      "3 endsOn",
      "3 purchasingAccounts.0.administrator.country",
    ]);
  });
});
