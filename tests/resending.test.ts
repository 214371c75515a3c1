import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { inviteUser } from "../lib/invitations/invite-user";
import { readInvitation } from "../lib/invitations/read-invitation";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import { requestPasswordReset } from "../lib/invitations/request-password-reset";
import type { MemberActor } from "../lib/policy/actor";
import { tokenOf } from "../lib/secrets";
import { CONTOSO } from "./world";
import {
  actorOf,
  codeOf,
  count,
  DAY,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  mailsTo,
  MINUTE,
  newAddress,
  NOW,
  refusal,
  times,
  together,
  tokenFor,
  repeat,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

async function invited(inviter = dana) {
  const email = newAddress();
  await inviteUser(inviter, inviteInput(email), NOW);
  const { id: invitationId } = await invitationOf(email, CONTOSO);
  const resend = (now: Date, actor = dana) => resendInvitation(actor, { invitationId }, now);
  return { email, invitationId, resend };
}

describe("a resend (R60, decision 8)", () => {
  test("makes a new link, ends every earlier one and gives 60 new days", async () => {
    const { email, resend } = await invited();
    const tokens = [await tokenFor(email, CONTOSO)];
    for (const at of [later(DAY), later(2 * DAY)]) {
      await resend(at);
      tokens.push(await tokenFor(email, CONTOSO));
    }
    expect((await invitationOf(email, CONTOSO)).expiresAt).toEqual(later(62 * DAY));
    const pages = await Promise.all(tokens.map((token) => readInvitation(token, later(61 * DAY))));
    expect(pages.map(({ state }) => state)).toEqual(["superseded", "superseded", "open"]);
    expect(await mailsTo(email)).toHaveLength(3);
  });

  test("renews in place what ran out long ago", async () => {
    const { email, resend } = await invited();
    await resend(later(100 * DAY));
    const page = await readInvitation(await tokenFor(email, CONTOSO), later(159 * DAY));
    expect(page).toMatchObject({ state: "open", expiresAt: later(160 * DAY) });
  });

  test("is written down once, in its transaction", async () => {
    const { invitationId, resend } = await invited();
    await resend(later(HOUR));
    await codeOf(resend(later(HOUR + 1)));
    const events = { action: "invitation.resent", objectId: invitationId };
    expect(await db.auditEvent.count({ where: events })).toBe(1);
  });

  test("of what was withdrawn or accepted is refused and mails nobody", async () => {
    const { email, invitationId, resend } = await invited();
    await revokeInvitation(dana, { invitationId }, NOW);
    const before = await dump();
    expect(await codeOf(resend(later(HOUR)))).toBe("conflict");
    expect(await codeOf(revokeInvitation(dana, { invitationId }, NOW))).toBe("conflict");
    const { id } = await invitationOf("tom.baker@contoso.com", CONTOSO);
    expect(await codeOf(resendInvitation(dana, { invitationId: id }, later(HOUR)))).toBe(
      "conflict",
    );
    expect(await dump()).toEqual(before);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("is refused for a person who isn't invited any more, whatever the invitation says", async () => {
    const { email, invitationId, resend } = await invited();
    await db.membership.updateMany({ where: { emailKey: email }, data: { status: "REMOVED" } });
    expect(await codeOf(resend(later(HOUR)))).toBe("conflict");
    await db.invitation.update({
      where: { id: invitationId },
      data: { status: "DECLINED", endedAt: NOW },
    });
    expect(await codeOf(resend(later(HOUR)))).toBe("conflict");
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("never reaches an invitation that an Agreement Administrator didn't send (decision 4)", async () => {
    const mei = await actorOf("mei.lin@contoso.com", CONTOSO);
    const { invitationId, resend } = await invited();
    expect(await codeOf(resend(later(HOUR), mei))).toBe("notFound");
    expect(await codeOf(revokeInvitation(mei, { invitationId }, NOW))).toBe("notFound");
    const own = await invited(mei);
    await own.resend(later(HOUR), mei);
    await revokeInvitation(mei, { invitationId: own.invitationId }, NOW);
  });
});

describe("its limits (decision 12, edges 7, 33)", () => {
  test("60 seconds after the last mail, the first one included", async () => {
    const { resend } = await invited();
    expect(await refusal(resend(later(59)))).toMatchObject({
      code: "limited",
      key: "resentJustNow",
    });
    await resend(later(60));
    expect((await refusal(resend(later(119)))).key).toBe("resentJustNow");
    await resend(later(120));
  });

  test("3 in 24 hours, then not before the first of them is a day old", async () => {
    const { email, resend } = await invited();
    for (const hours of [1, 2, 3]) await resend(later(hours * HOUR));
    const before = await dump();
    for (const at of [4 * HOUR, 20 * HOUR, 25 * HOUR - 1]) {
      const answer = await refusal(resend(later(at)));
      expect(answer).toMatchObject({ code: "limited", key: "resentTooOften" });
    }
    expect(await dump()).toEqual(before);
    await resend(later(25 * HOUR));
    expect(await mailsTo(email)).toHaveLength(5);
  });

  test("ten at the same moment by two administrators make one (edge 7)", async () => {
    const uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
    await repeat(count(2, 20), async () => {
      const { email, resend } = await invited();
      const { done, refused } = await together(
        times(10).map((at) => () => resend(later(HOUR), at % 2 === 0 ? dana : uwe)),
      );
      expect(done).toHaveLength(1);
      expect(refused).toEqual(times(9).map(() => "limited resentJustNow"));
      expect(await mailsTo(email)).toHaveLength(2);
      const { links } = await invitationOf(email, CONTOSO);
      expect(links.filter(({ supersededAt }) => supersededAt === null)).toHaveLength(1);
    });
  });

  test("are one count over every channel: staff and forgotten passwords (decision 14)", async () => {
    const { email, resend } = await invited();
    await resend(later(HOUR));
    await requestPasswordReset(email, later(2 * HOUR));
    await requestPasswordReset(email.toUpperCase(), later(3 * HOUR));
    expect((await refusal(resend(later(4 * HOUR)))).key).toBe("resentTooOften");
    await requestPasswordReset(email, later(5 * HOUR));
    expect(await mailsTo(email)).toHaveLength(4);
  });
});

test("resend and withdrawal at the same instant: withdrawn, and no link works (edge 4)", async () => {
  await repeat(count(4, 40), async () => {
    const { email, invitationId, resend } = await invited();
    const now = later(5 * MINUTE);
    await together<unknown>([
      () => resend(now),
      () => revokeInvitation(dana, { invitationId }, now),
    ]);
    const { status, membership, links } = await invitationOf(email, CONTOSO);
    expect([status, membership.status]).toEqual(["REVOKED", "REMOVED"]);
    for (const { id, tokenHash } of links) {
      const token = tokenOf("invitation", id, tokenHash) ?? "";
      expect((await readInvitation(token, now)).state).toBe("revoked");
    }
  });
});
