import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { confirmByLink } from "../lib/invitations/confirm-invitation";
import {
  acceptInput,
  actorOf,
  agreement,
  count,
  DAY,
  dump,
  invitationOf,
  later,
  mailsTo,
  newAddress,
  NOW,
  personOf,
  purchasingAccount,
  sign,
  times,
  tokenFor,
  visit,
  repeat,
} from "./factories";

let made = 0;
const newNumber = () => `PA-${(made += 1)}-${made}X`;
const partner = (number: string, name = "Proseware Licensing") => ({ number, name });

function signed(more: object = {}) {
  const email = newAddress("administrator");
  const number = newNumber();
  const key = number.replace(/-/g, "");
  return { email, number, key, data: agreement(number, email, more) };
}

beforeAll(() => sign(signed().data));

describe("a recorded agreement (R1, A8)", () => {
  test("invites the administrator of each purchasing account once, in one mail each", async () => {
    const [one, two] = [newAddress("one"), newAddress("two")];
    const numbers = [newNumber(), newNumber()];
    const purchasingAccounts = [
      purchasingAccount(numbers[0] ?? "", one),
      purchasingAccount(numbers[1] ?? "", two),
    ];
    const { accounts, differences } = await sign({ ...signed().data, purchasingAccounts });

    expect(differences).toEqual([]);
    expect(accounts).toMatchObject([
      { accountNumber: numbers[0], administrator: one, invited: true, state: { kind: "invited" } },
      { accountNumber: numbers[1], administrator: two, invited: true, state: { kind: "invited" } },
    ]);
    expect(accounts[0]?.state).toMatchObject({ until: later(60 * DAY) });
    for (const email of [one, two]) expect(await mailsTo(email)).toHaveLength(1);
  });

  test("given again changes nothing and mails nobody, in other spellings of its numbers too", async () => {
    const { data, email, number } = signed();
    await sign(data);
    const before = await dump();
    const again = await sign(data, later(DAY));
    expect(again.accounts).toMatchObject([{ invited: false, state: { kind: "invited" } }]);
    const spelled = {
      ...data,
      agreementNumber: ` ${data.agreementNumber.toLowerCase()} `,
      purchasingAccounts: [purchasingAccount(number.replace(/-/g, " "), email.toUpperCase())],
    };
    expect((await sign(spelled)).accounts).toMatchObject([
      { accountNumber: number, invited: false },
    ]);
    expect(await dump()).toEqual(before);
  });

  test("tells who has access by now", async () => {
    const { data, email, key } = signed();
    await sign(data);
    await acceptInvitation(acceptInput(await tokenFor(email, key)), visit(), NOW);
    expect((await sign(data)).accounts).toMatchObject([{ state: { kind: "hasAccess" } }]);
    expect((await sign(data, later(61 * DAY))).accounts[0]?.invited).toBe(false);
  });

  test("given several times at the same moment invites once", async () => {
    await repeat(count(3, 20), async () => {
      const { data, email } = signed();
      const answers = await Promise.all(times(4).map(() => sign(data)));
      expect(answers.filter(({ accounts }) => accounts[0]?.invited)).toHaveLength(1);
      expect(await mailsTo(email)).toHaveLength(1);
    });
  });

  test("of a new organization and partner, with others of the same at the same moment, makes one of each", async () => {
    const shared = {
      organization: { number: "ORG-SHARED", name: "Contoso Retail", country: "US" },
      partner: partner("PRT-SHARED"),
    };
    await Promise.all(times(4).map(() => sign(signed(shared).data)));
    const where = { organization: { numberKey: "ORGSHARED" } };
    expect(await db.agreement.count({ where })).toBe(4);
    const accounts = { partner: { numberKey: "PRTSHARED" } };
    expect(await db.purchasingAccount.count({ where: accounts })).toBe(4);
  });

  test("an administrator with a personal mailbox is invited, with a note (decision 19)", async () => {
    const email = `robin.${(made += 1)}@gmail.com`;
    const { accounts } = await sign(agreement(newNumber(), email));
    expect(accounts).toMatchObject([{ personalMail: true, invited: true }]);
    expect(await mailsTo(email)).toHaveLength(1);
  });
});

describe("whose number is whose (decision 1)", () => {
  test("an organization without a number goes by the agreement's", async () => {
    const { data } = signed({ organization: { name: "Contoso Retail", country: "US" } });
    await sign(data);
    const { organization, number } = await db.agreement.findFirstOrThrow({
      where: { number: data.agreementNumber },
      include: { organization: true },
    });
    expect(organization.number).toBe(number);
  });

  test("two organizations of one name are two (edge 32)", async () => {
    const before = await db.organization.count();
    await sign(signed().data);
    await sign(signed().data);
    expect(await db.organization.count()).toBe(before + 2);
  });

  test("a purchasing account's own partner wins over the agreement's", async () => {
    const numbers = [newNumber(), newNumber()];
    const purchasingAccounts = [
      purchasingAccount(numbers[0] ?? "", newAddress(), { partner: partner("PRT-OWN", "Wingtip") }),
      purchasingAccount(numbers[1] ?? "", newAddress()),
    ];
    await sign({ ...signed().data, partner: partner("PRT-GENERAL"), purchasingAccounts });
    const found = await db.purchasingAccount.findMany({
      where: { number: { in: numbers } },
      orderBy: { createdAt: "asc" },
      include: { partner: true },
    });
    const partners = found.map((account) => account.partner?.number).sort();
    expect(partners).toEqual(["PRT-GENERAL", "PRT-OWN"]);
  });
});

describe("a person who has an account (R6, decision 3)", () => {
  test("gets an invitation for the second agreement and confirms it; no second account", async () => {
    const first = signed();
    await sign(first.data);
    await acceptInvitation(acceptInput(await tokenFor(first.email, first.key)), visit(), NOW);
    const number = newNumber();
    const key = number.replace(/-/g, "");
    await sign(agreement(number, first.email.toUpperCase()));
    const token = await tokenFor(first.email, key);

    const person = await personOf(first.email);
    expect(await confirmByLink(person, { token }, NOW)).toEqual({ outcome: "in", accountKey: key });

    expect((await actorOf(first.email, key)).roles).toEqual(["ACCOUNT_ADMINISTRATOR"]);
    expect(await db.user.count({ where: { emailKey: first.email } })).toBe(1);
    const { membershipId } = await invitationOf(first.email, key);
    const designated = { purchasingAccount: { numberKey: key }, until: null };
    expect(await db.designation.findFirst({ where: designated })).toMatchObject({ membershipId });
  });
});
