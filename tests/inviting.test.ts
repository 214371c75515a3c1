import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser, inviteUserSchema } from "../lib/invitations/invite-user";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO, FABRIKAM } from "./world";
import {
  acceptInput,
  actorOf,
  count,
  DAY,
  dump,
  invitationOf,
  inviteInput,
  later,
  letIn,
  mailsTo,
  newAddress,
  NOW,
  refusal,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

const invite = (email: string, now = NOW, actor = dana) =>
  inviteUser(actor, inviteInput(email), now);

/** One address in the ways in which people and programs write it (edges 13, 15, 16). */
const SPELLINGS = [
  [
    "lena.voss@contoso.com",
    "Lena.Voss@Contoso.COM",
    "  lena.voss@contoso.com ",
    "lena.voss@contoso.com.",
  ],
  [
    "ｌena.voss2＠contoso.com",
    "lena.voss2@contoso.com",
    "<lena.voss2@contoso.com>",
    "LENA.VOSS2@CONTOSO.COM",
  ],
  [
    "lena@bücher-contoso.de",
    "lena@xn--bcher-contoso-wob.de",
    "LENA@BÜCHER-CONTOSO.DE",
    "lena@bu\u0308cher-contoso.de",
  ],
];

describe("one person, one invitation, one mail", () => {
  test.each(SPELLINGS)(
    "%s and its other spellings, all at the same moment",
    async (...spellings) => {
      const many = times(count(3, 15)).flatMap(() => spellings);
      const { done, refused } = await together(many.map((email) => () => invite(email)));

      expect(done).toHaveLength(1);
      expect(refused).toHaveLength(many.length - 1);
      const { emailKey } = await db.membership.findUniqueOrThrow({
        where: { id: done[0]?.membershipId ?? "" },
      });
      const { links } = await invitationOf(emailKey, CONTOSO);
      expect(links).toHaveLength(1);
      expect(await db.membership.count({ where: { emailKey } })).toBe(1);
      expect(await mailsTo(emailKey)).toHaveLength(1);
      const sent = { action: "invitation.sent", objectId: links[0]?.invitationId ?? "" };
      expect(await db.auditEvent.count({ where: sent })).toBe(1);
    },
  );

  test("a form posted twice mails each address once", async () => {
    const rows = [newAddress(), newAddress(), newAddress()];
    const post = () => together(rows.map((email) => () => invite(email)));
    const posts = await Promise.all([post(), post()]);

    expect(posts.flatMap(({ done }) => done)).toHaveLength(rows.length);
    const reasons = posts.flatMap(({ refused }) => refused);
    expect(reasons).toEqual(rows.map(() => "conflict checkFields"));
    for (const email of rows) expect(await mailsTo(email)).toHaveLength(1);
  });

  test("an address that ran out, invited by many at the same moment, is renewed once", async () => {
    const email = newAddress();
    await invite(email);
    const { done } = await together(times(8).map(() => () => invite(email, later(61 * DAY))));
    expect(done).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(2);
  });
});

describe("an address that is known already (edge 17)", () => {
  test("of a member: already a user, and no mail", async () => {
    const before = await dump();
    for (const email of ["tom.baker@contoso.com", "TOM.BAKER@contoso.com"]) {
      expect(await refusal(invite(email))).toMatchObject({
        code: "conflict",
        fields: { email: "alreadyMember" },
      });
    }
    expect(await dump()).toEqual(before);
  });

  test("of a disabled member: already a user", async () => {
    const { membershipId: id } = await letIn(dana, CONTOSO, ["REPORT_VIEWER"], newAddress("off"));
    const { email } = await db.membership.update({ where: { id }, data: { status: "DISABLED" } });
    expect((await refusal(invite(email))).fields).toEqual({ email: "alreadyMember" });
  });

  test("with an open invitation: already invited, and its roles stay", async () => {
    const email = newAddress();
    await invite(email);
    const before = await dump();
    const again = inviteUser(dana, inviteInput(email, "ACCOUNT_ADMINISTRATOR"), later(DAY));
    expect((await refusal(again)).fields).toEqual({ email: "alreadyInvited" });
    expect(await dump()).toEqual(before);
  });

  test("with one that ran out: a new one at once, with the new roles; the old link stays dead", async () => {
    const email = newAddress();
    await invite(email);
    const old = await tokenFor(email, CONTOSO);
    const now = later(60 * DAY);

    await inviteUser(dana, inviteInput(email, "REPORT_VIEWER"), now);

    expect((await refusal(acceptInvitation(acceptInput(old), visit(), now))).code).toBe("gone");
    await acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), now);
    expect((await actorOf(email, CONTOSO)).roles).toEqual(["REPORT_VIEWER"]);
    const states = await db.invitation.findMany({
      where: { membership: { emailKey: email } },
      orderBy: { createdAt: "asc" },
    });
    expect(states.map(({ status }) => status)).toEqual(["EXPIRED", "ACCEPTED"]);
  });

  test("that was withdrawn: free again at once", async () => {
    const email = newAddress();
    await invite(email);
    const { id } = await invitationOf(email, CONTOSO);
    await revokeInvitation(dana, { invitationId: id }, NOW);
    await invite(email, later(1));
    await acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), later(2));
    expect((await actorOf(email, CONTOSO)).roles).toEqual(["ACCOUNT_VIEWER"]);
  });

  test("of a member who was removed: the same person again, without the old roles (edge 49)", async () => {
    const email = newAddress();
    const { membershipId: id, userId } = await letIn(dana, CONTOSO, ["ACCOUNT_MANAGER"], email);
    await db.membership.update({ where: { id }, data: { status: "REMOVED" } });
    await invite(email, later(1));
    const answer = await refusal(
      acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), later(2)),
    );
    expect(answer.key).toBe("accountExists");
    expect(await db.user.count({ where: { emailKey: email } })).toBe(1);
    const { membership } = await invitationOf(email, CONTOSO);
    expect(membership).toMatchObject({ roles: ["ACCOUNT_VIEWER"], userId: null });
    expect(userId).not.toBe("");
  });

  test("elsewhere: a second membership with its own roles (edge 18)", async () => {
    const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
    await invite("paulo.reis@contoso.com", NOW, ravi);
    expect((await actorOf("paulo.reis@contoso.com", CONTOSO)).roles).toEqual(["REPORT_VIEWER"]);
  });
});

test("an invitation carries the invitee's language and nothing of the inviter's (R61)", async () => {
  const email = newAddress();
  const form = { ...inviteInput(email), language: "pt-BR", country: "BR" };
  await inviteUser(dana, inviteUserSchema.parse(form), NOW);
  expect(await mailsTo(email)).toMatchObject([
    {
      template: "invitation",
      language: "pt-BR",
      toName: "Robin Ortega",
      toAddress: email,
      props: {},
    },
  ]);
});
