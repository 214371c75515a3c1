import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { readPerson } from "../lib/accounts/read-person";
import { db } from "../lib/db/client";
import { readStaffAccount } from "../lib/designations/read-account";
import { resendToAdministrator } from "../lib/designations/resend-to-administrator";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { declineInvitation } from "../lib/invitations/decline-invitation";
import { editInvitation } from "../lib/invitations/edit-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { readPersonHistory } from "../lib/invitations/person-history";
import { readInvitation } from "../lib/invitations/read-invitation";
import { readInvitationHistory } from "../lib/invitations/read-timeline";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import { sendFreshLink } from "../lib/invitations/send-fresh-link";
import type { MemberActor } from "../lib/policy/actor";
import { ROLES, type Role } from "../lib/policy/roles";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM, OPERATOR } from "./world";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  count,
  DAY,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  letIn,
  mailsTo,
  MINUTE,
  newAddress,
  NOW,
  operatorActorOf,
  refusal,
  repeat,
  sign,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let uwe: MemberActor;
let mei: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
  mei = await actorOf("mei.lin@contoso.com", CONTOSO);
});

async function open(inviter = dana, ...roles: Role[]) {
  const email = newAddress();
  await inviteUser(inviter, inviteInput(email, ...roles), NOW);
  const { id: invitationId, membership } = await invitationOf(email, CONTOSO);
  return { email, invitationId, membershipId: membership.id, version: membership.version };
}

type Open = Awaited<ReturnType<typeof open>>;

const edited = ({ email, invitationId, version }: Open, more: object = {}) => ({
  ...inviteInput(email),
  invitationId,
  version,
  ...more,
});

const SOON = later(2 * MINUTE);

describe("an invitation that is corrected", () => {
  test("has a new link at the new address at once, and none of the old ones works", async () => {
    const person = await open();
    const old = await tokenFor(person.email, CONTOSO);
    const email = newAddress("corrected");
    const more = {
      email,
      firstName: "Robyn",
      language: "de",
      country: "DE",
      roles: ["REPORT_VIEWER"],
    };

    expect(await editInvitation(dana, edited(person, more), NOW)).toEqual({ email });

    expect((await readInvitation(old, NOW)).state).toBe("revoked");
    expect((await readInvitation(await tokenFor(email, CONTOSO), NOW)).state).toBe("open");
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ template: "invitation", language: "de" });
    const { membership, expiresAt } = await invitationOf(email, CONTOSO);
    expect(membership).toMatchObject({
      id: person.membershipId,
      firstName: "Robyn",
      country: "DE",
      roles: ["REPORT_VIEWER"],
      status: "INVITED",
      sortName: "ortega robyn",
    });
    expect(expiresAt).toEqual(later(60 * DAY));
    expect(await db.membership.count({ where: { emailKey: person.email } })).toBe(0);
  });

  test("is not sent again by whoever reads the former mailbox; at the same address the old link asks", async () => {
    const person = await open();
    const old = await tokenFor(person.email, CONTOSO);
    const email = newAddress();
    await editInvitation(dana, edited(person, { email }), NOW);
    await sendFreshLink({ token: old }, visit().origin, later(HOUR));
    expect(await mailsTo(email)).toHaveLength(1);

    const second = await tokenFor(email, CONTOSO);
    const { version } = (await invitationOf(email, CONTOSO)).membership;
    const names = { email, firstName: "Robyn", version };
    await editInvitation(dana, edited(person, names), later(2 * HOUR));
    expect((await readInvitation(second, later(2 * HOUR))).state).toBe("superseded");
    await sendFreshLink({ token: second }, visit().origin, later(3 * HOUR));
    expect(await mailsTo(email)).toHaveLength(3);
  });

  test("lets the corrected person in with the corrected roles, and nobody else", async () => {
    const person = await open();
    const old = acceptInput(await tokenFor(person.email, CONTOSO));
    const email = newAddress();
    await editInvitation(dana, edited(person, { email, roles: ["REPORT_VIEWER"] }), NOW);
    expect(await codeOf(acceptInvitation(old, visit(), SOON))).toBe("gone");
    await acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), SOON);
    expect((await actorOf(email, CONTOSO)).roles).toEqual(["REPORT_VIEWER"]);
    expect(await db.user.count({ where: { emailKey: person.email } })).toBe(0);
  });

  test("keeps to the limits of a resend for one address, and begins anew with another", async () => {
    const person = await open();
    expect(await refusal(editInvitation(dana, edited(person), NOW))).toMatchObject({
      code: "limited",
      key: "resentJustNow",
    });
    for (const [round] of times(3).entries()) {
      const input = edited(person, {
        version: person.version + round,
        lastName: `Ortega ${"I".repeat(round + 1)}`,
      });
      await editInvitation(dana, input, later((round + 1) * HOUR));
    }
    const again = { ...person, version: person.version + 3 };
    const before = await dump();
    expect(await codeOf(editInvitation(dana, edited(again), later(5 * HOUR)))).toBe("limited");
    expect(await dump()).toEqual(before);
    await editInvitation(dana, edited(again, { email: newAddress() }), later(5 * HOUR));
  });

  test("is renewed when it was declined or has run out", async () => {
    for (const at of [later(HOUR), later(61 * DAY)]) {
      const person = await open();
      const token = await tokenFor(person.email, CONTOSO);
      if (at < later(DAY))
        await declineInvitation({ token, reason: "Not me" }, visit().origin, NOW);
      await editInvitation(dana, edited(person, { firstName: "Sasha" }), at);
      const fresh = await readInvitation(await tokenFor(person.email, CONTOSO), at);
      expect(fresh).toMatchObject({ state: "open", firstName: "Sasha" });
    }
  });

  test("is no longer held: who corrects it stands in for its roles", async () => {
    const person = await open();
    await db.invitation.update({ where: { id: person.invitationId }, data: { heldAt: NOW } });
    await editInvitation(uwe, edited(person), SOON);
    const { heldAt, membership } = await invitationOf(person.email, CONTOSO);
    expect([heldAt, membership.grantedById]).toEqual([null, uwe.membershipId]);
  });

  test("stands in the person's history, with who did it", async () => {
    const person = await open();
    await editInvitation(uwe, edited(person, { email: newAddress() }), SOON);
    const [entry] = (await readPersonHistory(dana, person.membershipId)).filter(
      ({ kind }) => kind === "edited",
    );
    expect(entry?.by).toEqual({ kind: "person", name: "Uwe Schneider" });
  });
});

describe("is refused, and nothing is changed,", () => {
  async function unchanged(run: () => Promise<unknown>, expected: object) {
    const before = await dump();
    expect(await refusal(run())).toMatchObject(expected);
    expect(await dump()).toEqual(before);
  }

  test("when the address is taken in this account, by a member or an invitation", async () => {
    const person = await open();
    const other = await open();
    const member = { email: "Tom.Baker@Contoso.com" };
    await unchanged(() => editInvitation(dana, edited(person, member), NOW), {
      code: "conflict",
      fields: { email: "alreadyMember" },
    });
    await unchanged(() => editInvitation(dana, edited(person, { email: other.email }), NOW), {
      code: "conflict",
      fields: { email: "alreadyInvited" },
    });
  });

  test("when the address isn't a work address, or one's own", async () => {
    const person = await open();
    for (const [email, key] of [
      ["robin@contoso", "emailMalformed"],
      ["robin@gmail.com", "emailPersonal"],
      ["dana.kowalski@contoso.com", "emailSelf"],
    ]) {
      const run = () => editInvitation(dana, edited(person, { email }), NOW);
      await unchanged(run, { fields: { email: key } });
    }
  });

  test("to everybody who may not invite, and for roles that one may not hand out", async () => {
    const person = await open();
    for (const role of ROLES) {
      const actor = await letIn(dana, CONTOSO, [role]);
      if (role === "ACCOUNT_ADMINISTRATOR" || role === "USER_ADMINISTRATOR") continue;
      const expected = role === "AGREEMENT_ADMINISTRATOR" ? "notFound" : "forbidden";
      await unchanged(() => editInvitation(actor, edited(person), SOON), { code: expected });
    }
    const up = edited(person, { roles: ["ACCOUNT_ADMINISTRATOR"] });
    await unchanged(() => editInvitation(uwe, up, SOON), { code: "forbidden" });
    const own = await open(mei);
    const keys = edited(own, { roles: ["REPORT_VIEWER"] });
    await unchanged(() => editInvitation(mei, keys, SOON), { code: "forbidden" });
    await editInvitation(mei, edited(own, { lastName: "Ortiz" }), SOON);
  });

  test("to a User Administrator when it carries Account Administrator (decision 4)", async () => {
    const person = await open(dana, "ACCOUNT_ADMINISTRATOR");
    await unchanged(() => editInvitation(uwe, edited(person), SOON), { code: "forbidden" });
  });

  test("to one who was demoted while the page was open", async () => {
    const person = await open();
    const second = await letIn(dana, CONTOSO, ["USER_ADMINISTRATOR"]);
    const change = { membershipId: second.membershipId, roles: ["ACCOUNT_VIEWER" as const] };
    await changeRoles(dana, change, NOW);
    await unchanged(() => editInvitation(second, edited(person), SOON), { code: "forbidden" });
  });

  test("for an invitation of another account, as for one that doesn't exist", async () => {
    const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
    const person = await open();
    const nowhere = { ...person, invitationId: "00000000-0000-7000-8000-000000000000" };
    for (const one of [person, nowhere]) {
      await unchanged(() => editInvitation(ravi, edited(one), SOON), { code: "notFound" });
    }
  });

  test("for the administrator whom the agreement names (decision 3)", async () => {
    const email = "dana.kowalski@contoso.com";
    const { id: invitationId, membership } = await invitationOf(email, CONTOSO_RESEARCH);
    const lee = await db.membership.create({
      data: {
        ...membership,
        id: "00000000-0000-7000-8000-00000000000a",
        userId: dana.userId,
        email: "lee@contoso.com",
        emailKey: "lee@contoso.com",
        status: "ACTIVE",
      },
    });
    const actor: MemberActor = {
      ...dana,
      membershipId: lee.id,
      purchasingAccountId: lee.purchasingAccountId,
    };
    expect((await readPerson(actor, membership.id, NOW)).may.edit).toBe(false);
    const person = {
      email,
      invitationId,
      membershipId: membership.id,
      version: membership.version,
    };
    await unchanged(
      () => editInvitation(actor, edited(person, { email: newAddress() }), later(DAY)),
      { key: "editDesignated" },
    );
  });

  test("once it is accepted or withdrawn, and for a page that is out of date", async () => {
    const [accepted, withdrawn, stale] = [await open(), await open(), await open()];
    const input = acceptInput(await tokenFor(accepted.email, CONTOSO));
    await acceptInvitation(input, visit(), NOW);
    await revokeInvitation(dana, withdrawn, NOW);
    await editInvitation(dana, edited(stale, { firstName: "Sasha" }), SOON);
    for (const one of [accepted, withdrawn, stale]) {
      const more = { email: newAddress() };
      await unchanged(() => editInvitation(dana, edited(one, more), later(HOUR)), {
        code: "conflict",
      });
    }
  });
});

describe("the history of an invitation", () => {
  test("is that of its own person, and of nobody else's invitation", async () => {
    const [person, other] = [await open(), await open()];
    await editInvitation(dana, edited(person, { firstName: "Robyn" }), SOON);
    const { email, entries } = await readInvitationHistory(dana, person.invitationId);
    expect(email).toBe(person.email);
    expect(entries.map(({ kind }) => kind)).toEqual(["edited", "sent"]);
    expect((await readInvitationHistory(dana, other.invitationId)).email).toBe(other.email);
  });

  test("is there for those who may see the person", async () => {
    const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
    const viewer = await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"]);
    const [hers, own] = [await open(), await open(mei)];
    const read = (actor: MemberActor, { invitationId }: { invitationId: string }) =>
      codeOf(readInvitationHistory(actor, invitationId));
    expect(await read(ravi, hers)).toBe("notFound");
    expect(await read(mei, hers)).toBe("notFound");
    expect(await read(viewer, hers)).toBe("forbidden");
    expect(await read(dana, { invitationId: "nonsense" })).toBe("notFound");
    expect((await readInvitationHistory(mei, own.invitationId)).email).toBe(own.email);
  });

  test("names the vendor's people to the vendor alone", async () => {
    const email = newAddress();
    await sign(agreement("PA-HIST1", email));
    const elena = await operatorActorOf(OPERATOR.email);
    await resendToAdministrator(elena, { account: "PA-HIST1" }, later(HOUR));
    await acceptInvitation(acceptInput(await tokenFor(email, "PAHIST1")), visit(), later(DAY));
    const { id } = await invitationOf(email, "PAHIST1");
    const { entries } = await readInvitationHistory(await actorOf(email, "PAHIST1"), id);
    const { timeline } = await readStaffAccount(elena, "PA-HIST1", later(DAY));
    const renewedBy = (told: typeof entries) => told.find(({ kind }) => kind === "renewed")?.by;
    expect(renewedBy(entries)).toEqual({ kind: "vendor" });
    expect(renewedBy(timeline)).toEqual({ kind: "person", name: "Elena Novak" });
  });
});

describe("races", () => {
  test("of an edit and an acceptance: either the old person is in, or the old link is dead", async () => {
    await repeat(count(4, 40), async () => {
      const person = await open();
      const old = acceptInput(await tokenFor(person.email, CONTOSO));
      const email = newAddress();
      const { done } = await together<unknown>([
        () => acceptInvitation(old, visit(), NOW),
        () => editInvitation(dana, edited(person, { email }), NOW),
      ]);
      expect(done).toHaveLength(1);
      const row = await db.membership.findUniqueOrThrow({ where: { id: person.membershipId } });
      const users = await db.user.count({ where: { emailKey: { in: [person.email, email] } } });
      expect([row.status, row.emailKey, users]).toEqual(
        row.status === "ACTIVE" ? ["ACTIVE", person.email, 1] : ["INVITED", email, 0],
      );
    });
  });

  test("of edits, resends and a withdrawal leave one live link, at the address on record", async () => {
    for (const round of times(count(4, 40))) {
      const person = await open();
      const { invitationId } = person;
      await together<unknown>([
        () => resendInvitation(dana, { invitationId }, SOON),
        () => editInvitation(dana, edited(person, { email: newAddress() }), SOON),
        () => editInvitation(uwe, edited(person, { email: newAddress() }), SOON),
        ...(round % 2 ? [() => revokeInvitation(uwe, { invitationId }, SOON)] : []),
      ]);
      const { status, links, membership } = await db.invitation.findUniqueOrThrow({
        where: { id: invitationId },
        include: { membership: true, links: { where: { supersededAt: null } } },
      });
      expect(membership?.status).toBe(status === "PENDING" ? "INVITED" : "REMOVED");
      if (status !== "PENDING") continue;
      expect(links.map(({ sentToKey }) => sentToKey)).toEqual([membership?.emailKey]);
    }
  });

  test("of two edits to one free address: one has it", async () => {
    await repeat(count(3, 30), async () => {
      const [one, other] = [await open(), await open()];
      const email = newAddress();
      const { done, refused } = await together([
        () => editInvitation(dana, edited(one, { email }), NOW),
        () => editInvitation(uwe, edited(other, { email }), NOW),
        () => inviteUser(mei, inviteInput(email), NOW),
      ]);
      expect(done).toHaveLength(1);
      expect(refused).toEqual(["conflict checkFields", "conflict checkFields"]);
    });
  });
});
