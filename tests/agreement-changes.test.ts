import { describe, expect, test } from "vitest";
import { addAgreements, type AddOutcome } from "../lib/organizations/add-agreements";
import { SYSTEM } from "../lib/policy/actor";
import {
  agreement,
  dump,
  mailsTo,
  newAddress,
  NOW,
  purchasingAccount,
  recordsOf,
  sign,
  together,
} from "./factories";

let made = 0;
const newNumber = () => `PA-${(made += 1)}-${made}Y`;
const signed = () => {
  const [number, email] = [newNumber(), newAddress("administrator")];
  return { number, email, data: agreement(number, email) };
};
const update = (data: unknown) => addAgreements(SYSTEM, recordsOf(data), { update: true }, NOW);
const refusedFields = ({ differences }: AddOutcome) =>
  differences.filter(({ refused }) => refused).map(({ field }) => field);

const fieldsOf = ({ differences }: AddOutcome) => differences.map(({ field }) => field);
const partner = (number: string, name = "Proseware Licensing") => ({ number, name });

describe("a changed file", () => {
  const changes: [string, (email: string, number: string) => object, string[]][] = [
    ["signedOn", () => ({ signedOn: "2026-11-03" }), ["signedOn"]],
    ["endsOn", () => ({ endsOn: "2029-11-01" }), ["endsOn"]],
    [
      "the signatory",
      () => ({ signatory: { name: "Kim Akers", email: "kim@contoso.com" } }),
      ["signatory.name", "signatory.email"],
    ],
    ["the partner", () => ({ partner: partner("PRT-NEW") }), ["purchasingAccounts.#.partner"]],
    [
      "an account's name",
      (email, number) => ({
        purchasingAccounts: [purchasingAccount(number, email, { name: "Europe" })],
      }),
      ["purchasingAccounts.#.name"],
    ],
  ];

  test.each(changes)(
    "of %s says what differs and changes nothing; with update it does",
    async (_, change, fields) => {
      const { data, email, number } = signed();
      await sign(data);
      const before = await dump();
      const changed = { ...data, ...change(email, number) };

      const answer = await sign(changed);
      expect(fieldsOf(answer)).toEqual(fields.map((field) => field.replace("#", number)));
      expect(answer.differences.every(({ refused }) => !refused)).toBe(true);
      expect(await dump()).toEqual(before);

      expect((await update(changed)).differences).toEqual([]);
      expect((await sign(changed)).differences).toEqual([]);
      expect(await mailsTo(email)).toHaveLength(1);
    },
  );

  test("with another purchasing account adds it with update only, and invites its administrator", async () => {
    const { data, email } = signed();
    await sign(data);
    const [number, other] = [newNumber(), newAddress("second")];
    const changed = {
      ...data,
      purchasingAccounts: [...data.purchasingAccounts, purchasingAccount(number, other)],
    };
    expect(fieldsOf(await sign(changed))).toEqual([`purchasingAccounts.${number}`]);
    expect(await mailsTo(other)).toEqual([]);
    const { accounts } = await update(changed);
    expect(accounts.map(({ invited }) => invited)).toEqual([false, true]);
    expect(await mailsTo(other)).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(1);
  });
});

describe("what no option lets through", () => {
  test.each([
    ["email", (email: string) => `other.${email}`],
    ["firstName", () => "Alex"],
    ["language", () => "de"],
  ] as const)("a changed administrator: %s", async (field, change) => {
    const { data, number, email } = signed();
    await sign(data);
    const before = await dump();
    const account = purchasingAccount(number, email);
    const administrator = { ...account.administrator, [field]: change(email) };
    const changed = { ...data, purchasingAccounts: [{ ...account, administrator }] };
    for (const run of [sign, update]) {
      const fields = refusedFields(await run(changed));
      expect(fields).toEqual([`purchasingAccounts.${number}.administrator.${field}`]);
    }
    expect(await dump()).toEqual(before);
  });

  test("a purchasing account of another agreement, also in another spelling", async () => {
    const [one, two] = [signed(), signed()];
    await sign(one.data);
    const before = await dump();
    for (const number of [one.number, one.number.toLowerCase().replace(/-/g, "")]) {
      const taken = { ...two.data, purchasingAccounts: [purchasingAccount(number, two.email)] };
      for (const run of [sign, update]) {
        expect(refusedFields(await run(taken))).toEqual([`purchasingAccounts.${one.number}`]);
      }
    }
    expect(await dump()).toEqual(before);
    expect(await mailsTo(two.email)).toEqual([]);
  });

  test("a purchasing account of two new agreements at the same moment: one of them has it", async () => {
    const number = newNumber();
    const files = [signed(), signed()].map(({ data, email }) => ({
      ...data,
      purchasingAccounts: [purchasingAccount(number, email)],
    }));
    const { done } = await together(files.map((file) => () => sign(file)));
    const taken = done.filter(({ accounts }) => accounts.some(({ invited }) => invited));
    expect(taken).toHaveLength(1);
  });

  test("an account that the file leaves out, and another organization's number", async () => {
    const { data, number, email } = signed();
    await sign(data);
    const moved = { ...data, organization: { ...data.organization, number: "ORG-ELSE" } };
    expect(refusedFields(await update(moved))).toEqual(["organization.number"]);
    const other = { ...data, purchasingAccounts: [purchasingAccount(newNumber(), email)] };
    expect(refusedFields(await update(other))).toEqual([`purchasingAccounts.${number}`]);
  });

  test("one difference anywhere in the file holds back all of it", async () => {
    const [known, fresh] = [signed(), signed()];
    await sign(known.data);
    const before = await dump();
    const changed = { ...known.data, signedOn: "2026-11-09" };
    const { differences, accounts } = await sign([fresh.data, changed]);
    expect(differences.map(({ field }) => field)).toEqual(["signedOn"]);
    expect(accounts).toEqual([]);
    expect(await dump()).toEqual(before);
  });
});
