import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { askForInvitation, requestInvitation } from "../lib/invitations/request-invitation";
import { declineInvitation } from "../lib/invitations/decline-invitation";
import { readInvitation } from "../lib/invitations/read-invitation";
import { sendFreshLink } from "../lib/invitations/send-fresh-link";
import { correctAddress, replaceAdministrator } from "../lib/designations/change-administrator";
import { SYSTEM } from "../lib/policy/actor";
import { CONTOSO, FABRIKAM_LOGISTICS } from "./world";
import {
  agreement,
  codeOf,
  count,
  DAY,
  dump,
  HOUR,
  invitationOf,
  later,
  mailsTo,
  MINUTE,
  NOW,
  sign,
  times,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const INES = {
  email: "ines.moreau@fabrikam.com",
  agreementNumber: "AGR-8801930",
  accountNumber: "PA-0051978",
};

beforeAll(() => haveWorld());

const ask = (facts: Partial<typeof INES>, at: number) =>
  requestInvitation({ ...INES, ...facts }, later(at));

const templates = async (email: string) => (await mailsTo(email)).map(({ template }) => template);

describe("the form of three facts (R14 to R29, decision 13)", () => {
  test("stores a job and nothing else, match or not", async () => {
    const before = await dump();
    for (const facts of [
      INES,
      { ...INES, agreementNumber: "AGR-0" },
      { ...INES, email: "a@b.co" },
    ]) {
      await askForInvitation(facts, visit().origin);
    }
    await askForInvitation({ ...INES, accountNumber: "\u0000" }, visit().origin);
    expect(await dump()).toEqual(before);
  });

  test.each([
    ["another address", { email: "ravi.menon@fabrikam.com" }],
    ["an unknown address", { email: "nobody@fabrikam.com" }],
    ["a plus tag", { email: "ines.moreau+x@fabrikam.com" }],
    ["rubbish", { email: "ines" }],
    ["another agreement", { agreementNumber: "AGR-7720114" }],
    ["no agreement", { agreementNumber: "---" }],
    ["a sibling account", { accountNumber: "PA-0051977" }],
    ["another organization's account", { accountNumber: "PA-0048213" }],
    ["the numbers swapped", { agreementNumber: "PA-0051978", accountNumber: "AGR-8801930" }],
    ["a beginning", { accountNumber: "PA-005197" }],
  ])("mails nobody for %s and changes nothing (R16, R17)", async (_, facts) => {
    const before = await dump();
    await ask(facts, HOUR);
    expect(await dump()).toEqual(before);
  });

  test("mails the address on record when all three match, however they are typed (R24)", async () => {
    const mails = (await mailsTo(INES.email)).length;
    await ask(
      {
        email: " Ines.MOREAU@Fabrikam.com ",
        agreementNumber: "agr ８８０１９３０",
        accountNumber: "pa0051978",
      },
      HOUR,
    );
    expect(await mailsTo(INES.email)).toHaveLength(mails + 1);
    const { links, expiresAt } = await invitationOf(INES.email, FABRIKAM_LOGISTICS);
    expect(links.at(-1)?.kind).toBe("RESEND");
    expect(expiresAt).toEqual(later(60 * DAY + HOUR));
  });

  test("200 asks send at most 3 in 24 hours (edge 33)", async () => {
    const mails = (await mailsTo(INES.email)).length;
    for (const index of times(count(60, 200))) await ask({}, 2 * DAY + index * 2 * MINUTE);
    expect(await mailsTo(INES.email)).toHaveLength(mails + 3);
    await Promise.all(times(10).map(() => ask({}, 4 * DAY)));
    expect(await mailsTo(INES.email)).toHaveLength(mails + 4);
  });

  test("tells who has access already that they have, with a new-password link (R27)", async () => {
    const facts = {
      email: "dana.kowalski@contoso.com",
      agreementNumber: "AGR-7720114",
      accountNumber: "PA-0048213",
    };
    await requestInvitation(facts, later(HOUR));
    const mail = (await mailsTo(facts.email)).at(-1);
    expect(mail).toMatchObject({ template: "alreadyAccess" });
    expect(mail?.oneTimeLinkId).not.toBeNull();
    for (const index of times(6)) await requestInvitation(facts, later(2 * HOUR + index * HOUR));
    const told = (await templates(facts.email)).filter((one) => one === "alreadyAccess");
    expect(told).toHaveLength(3);
  });

  test("mails nobody who was removed, disabled or blocked, though all three facts are right", async () => {
    for (const [index, change] of [
      { status: "REMOVED" as const },
      { status: "DISABLED" as const },
      "blocked" as const,
      "user disabled" as const,
    ].entries()) {
      const account = `PA-GONE${index}`;
      const email = `gone.${index}@contoso.com`;
      await sign(agreement(account, email));
      const { membership } = await invitationOf(email, `PAGONE${index}`);
      const user = await db.user.create({
        data: {
          email,
          emailKey: email,
          firstName: "Robin",
          lastName: "Ortega",
          language: "en",
          country: "US",
          createdAt: NOW,
          disabledAt: change === "user disabled" ? NOW : null,
        },
      });
      const status = typeof change === "object" ? change.status : "ACTIVE";
      await db.membership.update({
        where: { id: membership.id },
        data: { status, userId: user.id },
      });
      if (change === "blocked") {
        await db.designation.updateMany({ where: { emailKey: email }, data: { blockedAt: NOW } });
      }
      const before = await dump();
      const facts = { email, agreementNumber: `AGR-${account}`, accountNumber: account };
      await requestInvitation(facts, later(HOUR));
      expect(await dump()).toEqual(before);
    }
  });

  test("mails who was replaced and designated again, however often", async () => {
    const [first, second] = ["returns@contoso.com", "meanwhile@contoso.com"];
    await sign(agreement("PA-BACK1", first));
    const name = { firstName: "Robin", lastName: "Ortega", language: "en", country: "US" } as const;
    const facts = { agreementNumber: "AGR-PA-BACK1", accountNumber: "PA-BACK1" };
    for (const [hours, email] of [second, first, second, first, second, first].entries()) {
      const { number: account, version } = await db.purchasingAccount.findUniqueOrThrow({
        where: { numberKey: "PABACK1" },
      });
      const at = hours * HOUR;
      await replaceAdministrator(SYSTEM, { ...name, email, account, version }, later(at));
      const before = (await mailsTo(email)).length;
      await requestInvitation({ ...facts, email }, later(at + HOUR / 2));
      expect(await mailsTo(email)).toHaveLength(before + 1);
    }
  });

  test("mails nobody who declined: whoever invited can undo that, nobody outside (edge 23)", async () => {
    await sign(agreement("PA-DECL1", "declined@contoso.com"));
    const token = await tokenFor("declined@contoso.com", "PADECL1");
    await declineInvitation({ token, reason: "Not me" }, visit().origin, NOW);
    const before = await dump();
    const facts = {
      email: "declined@contoso.com",
      agreementNumber: "AGR-PA-DECL1",
      accountNumber: "PA-DECL1",
    };
    await requestInvitation(facts, later(HOUR));
    await sendFreshLink({ token }, visit().origin, later(HOUR));
    expect(await dump()).toEqual(before);
  });

  test("mails nobody when the agreement is over (edge 31)", async () => {
    await sign(agreement("PA-OVER1", "over@contoso.com", { endsOn: "2026-12-01" }));
    const facts = {
      email: "over@contoso.com",
      agreementNumber: "AGR-PA-OVER1",
      accountNumber: "PA-OVER1",
    };
    const before = await dump();
    await requestInvitation(facts, later(30 * DAY));
    expect(await dump()).toEqual(before);
  });

  test("knows the old address only while a change waits, the new one only after it", async () => {
    await sign(agreement("PA-WAIT1", "old@contoso.com"));
    const facts = { agreementNumber: "AGR-PA-WAIT1", accountNumber: "PA-WAIT1" };
    const { version } = await db.purchasingAccount.findUniqueOrThrow({
      where: { numberKey: "PAWAIT1" },
    });
    const old = await tokenFor("old@contoso.com", "PAWAIT1");
    await correctAddress(
      SYSTEM,
      { account: "PA-WAIT1", version, email: "new@contoso.com" },
      later(HOUR),
    );
    // The old link is open in a tab: its next look says that it is over.
    expect((await readInvitation(old, later(HOUR))).state).toBe("revoked");
    const before = (await mailsTo("old@contoso.com")).length;
    await requestInvitation({ ...facts, email: "old@contoso.com" }, later(2 * HOUR));
    expect(await mailsTo("old@contoso.com")).toHaveLength(before);
    await requestInvitation({ ...facts, email: "new@contoso.com" }, later(2 * HOUR));
    expect(await templates("new@contoso.com")).toEqual(["invitation", "invitation"]);
  });
});

describe("a fresh link (R38)", () => {
  test("is mailed to the address on record from an expired link, which is renewed in place", async () => {
    await sign(agreement("PA-FRESH1", "fresh@contoso.com"));
    const token = await tokenFor("fresh@contoso.com", "PAFRESH1");
    expect((await readInvitation(token, later(61 * DAY))).state).toBe("expired");
    await sendFreshLink({ token }, visit().origin, later(61 * DAY));
    expect(await mailsTo("fresh@contoso.com")).toHaveLength(2);
    expect((await readInvitation(token, later(61 * DAY))).state).toBe("expired");
    const fresh = await tokenFor("fresh@contoso.com", "PAFRESH1");
    expect((await readInvitation(fresh, later(61 * DAY))).state).toBe("open");
  });

  test("keeps to the limits of every resend, and says nothing of them", async () => {
    await sign(agreement("PA-FRESH2", "fresh2@contoso.com"));
    const token = await tokenFor("fresh2@contoso.com", "PAFRESH2");
    for (const index of times(12)) {
      await sendFreshLink({ token }, visit().origin, later(70 * DAY + index * HOUR));
    }
    expect(await mailsTo("fresh2@contoso.com")).toHaveLength(4);
  });

  test("changes nothing for an unknown, used or revoked link", async () => {
    const used = await tokenFor("dana.kowalski@contoso.com", CONTOSO);
    const before = await dump();
    for (const token of [used, "x".repeat(43)]) {
      await sendFreshLink({ token }, visit().origin, later(DAY));
    }
    expect(await dump()).toEqual(before);
  });

  test("is refused from one block after many asks", async () => {
    const { origin } = visit();
    const codes = [];
    for (const index of times(21)) {
      codes.push(
        await sendFreshLink({ token: `t${index}` }, origin).then(
          () => "ok",
          (error: unknown) => codeOf(Promise.reject(error as Error)),
        ),
      );
    }
    expect(codes.filter((code) => code === "ok")).toHaveLength(20);
    expect(codes.at(-1)).toBe("limited");
  });
});
