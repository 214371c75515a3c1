import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { declineInvitation } from "../lib/invitations/decline-invitation";
import { editInvitation } from "../lib/invitations/edit-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { readInvitation } from "../lib/invitations/read-invitation";
import { remindInvitees } from "../lib/invitations/remind-invitees";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { readOptOut, stopReminders } from "../lib/invitations/stop-reminders";
import type { MemberActor } from "../lib/policy/actor";
import { tokenOf } from "../lib/secrets";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  DAY,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  mailsTo,
  newAddress,
  NOW,
  repeat,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

async function invited() {
  const email = newAddress();
  await inviteUser(dana, inviteInput(email), NOW);
  return { email, token: await tokenFor(email, CONTOSO) };
}

/** The worker's rounds of so many days, one every six hours. */
async function pass(from: number, to: number): Promise<void> {
  for (let at = from * DAY; at <= to * DAY; at += 6 * HOUR) await remindInvitees(later(at));
}

const remindersTo = async (email: string) =>
  (await mailsTo(email)).filter(({ template }) => template === "reminder");

/** The token behind "Stop these reminders" in somebody's first reminder. */
async function stopTokenOf(email: string): Promise<string> {
  const [reminder] = await remindersTo(email);
  const id = reminder?.oneTimeLinkId ?? "";
  const link = await db.oneTimeLink.findUniqueOrThrow({ where: { id } });
  return tokenOf("one-time", link.id, link.tokenHash) ?? "";
}

const dayOf = (at: Date) => Math.floor((at.getTime() - NOW.getTime()) / (DAY * 1000));

describe("reminders", () => {
  test("go out on day 7, 30, 53 and 59, and on no other", async () => {
    const { email } = await invited();
    await pass(0, 70);
    const days = (await remindersTo(email)).map(({ createdAt }) => dayOf(createdAt));
    expect(days).toEqual([7, 30, 53, 59]);
  });

  test("carry a link of their own, and leave the earlier one and the end as they are", async () => {
    const { email, token } = await invited();
    await pass(7, 8);
    const reminder = await tokenFor(email, CONTOSO);
    expect(reminder).not.toBe(token);
    for (const one of [token, reminder]) {
      expect(await readInvitation(one, later(9 * DAY))).toMatchObject({
        state: "open",
        expiresAt: later(60 * DAY),
      });
    }
    await acceptInvitation(acceptInput(token), visit(), later(9 * DAY));
    expect((await readInvitation(reminder, later(9 * DAY))).state).toBe("used");
  });

  test("stop with acceptance, decline and a bounce, and begin anew with a resend", async () => {
    const [accepted, declined, bounced, renewed] = [
      await invited(),
      await invited(),
      await invited(),
      await invited(),
    ];
    await acceptInvitation(acceptInput(accepted.token), visit(), later(DAY));
    await declineInvitation(
      { token: declined.token, reason: "Not me" },
      visit().origin,
      later(DAY),
    );
    await db.emailMessage.updateMany({
      where: { toKey: bounced.email },
      data: { state: "BOUNCED", bouncedAt: later(DAY) },
    });
    const { id: invitationId } = await invitationOf(renewed.email, CONTOSO);
    await resendInvitation(dana, { invitationId }, later(6 * DAY));
    await pass(1, 14);
    expect(await remindersTo(accepted.email)).toEqual([]);
    expect(await remindersTo(declined.email)).toEqual([]);
    expect(await remindersTo(bounced.email)).toEqual([]);
    const days = (await remindersTo(renewed.email)).map(({ createdAt }) => dayOf(createdAt));
    expect(days).toEqual([13]);
  });

  test("that were missed while nothing ran are sent once", async () => {
    const { email } = await invited();
    await remindInvitees(later(40 * DAY));
    await remindInvitees(later(40 * DAY + HOUR));
    expect(await remindersTo(email)).toHaveLength(1);
  });

  test("are sent once when two rounds run at the same moment", async () => {
    const { email } = await invited();
    await Promise.all([7, 7, 7, 7].map((day) => remindInvitees(later(day * DAY))));
    expect(await remindersTo(email)).toHaveLength(1);
  });

  test("stop for who asks for it, and for nobody else; the invitation stays open", async () => {
    const { email, token } = await invited();
    const { email: bystander } = await invited();
    await pass(7, 8);
    const stop = await stopTokenOf(email);
    expect(await readOptOut(stop, later(9 * DAY))).toBe("open");
    const { id: objectId } = await invitationOf(email, CONTOSO);
    const stopped = { objectId, action: "invitation.reminders_stopped" };
    await repeat(2, async () => {
      await stopReminders({ token: stop }, visit().origin, later(9 * DAY));
      expect(await db.auditEvent.count({ where: stopped })).toBe(1);
    });
    expect(await readOptOut(stop, later(9 * DAY))).toBe("done");
    await pass(9, 60);
    expect(await remindersTo(email)).toHaveLength(1);
    expect(await remindersTo(bystander)).toHaveLength(4);
    expect((await readInvitation(token, later(59 * DAY))).state).toBe("open");
  });

  test("are stopped by one address for itself, not for the one that it is corrected to", async () => {
    const { email: former } = await invited();
    await pass(7, 8);
    const stop = await stopTokenOf(former);
    await stopReminders({ token: stop }, visit().origin, later(9 * DAY));
    const { id: invitationId, membership } = await invitationOf(former, CONTOSO);
    const input = { ...inviteInput(former), invitationId };
    const { version } = membership;
    await editInvitation(dana, { ...input, firstName: "Robyn", version }, later(9 * DAY));
    expect(await readOptOut(stop, later(9 * DAY))).toBe("done");
    await pass(9, 20);
    expect(await remindersTo(former)).toHaveLength(1);

    const email = newAddress();
    await editInvitation(dana, { ...input, email, version: version + 1 }, later(20 * DAY));
    expect(await readOptOut(stop, later(20 * DAY))).toBeNull();
    expect(await codeOf(stopReminders({ token: stop }, visit().origin, later(20 * DAY)))).toBe(
      "gone",
    );
    await pass(20, 28);
    expect(await remindersTo(email)).toHaveLength(1);
  });

  test("aren't stopped by any other link", async () => {
    const { token } = await invited();
    const before = await dump();
    expect(await codeOf(stopReminders({ token }, visit().origin, NOW))).toBe("gone");
    expect(await readOptOut("x".repeat(43), NOW)).toBeNull();
    expect(await dump()).toEqual(before);
  });
});

describe("an invitation that has run out", () => {
  test("is told to the inviter once, who renews it after signing in", async () => {
    const { email } = await invited();
    const { id: invitationId } = await invitationOf(email, CONTOSO);
    const news = async () =>
      (await mailsTo("dana.kowalski@contoso.com")).filter(
        ({ template, props }) =>
          template === "invitationExpired" &&
          (props as { invitationId: string }).invitationId === invitationId,
      );
    await remindInvitees(later(60 * DAY - 1));
    expect(await news()).toHaveLength(0);
    await pass(60, 64);
    expect(await news()).toHaveLength(1);
    await resendInvitation(dana, { invitationId }, later(65 * DAY));
    expect((await invitationOf(email, CONTOSO)).noticeAt).toEqual(later(72 * DAY));
  });
});
