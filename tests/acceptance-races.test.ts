import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  count,
  DAY,
  dump,
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
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const ROUNDS = times(count(4, 60));

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

async function invited() {
  const email = newAddress();
  await inviteUser(dana, inviteInput(email), NOW);
  const { id } = await invitationOf(email, CONTOSO);
  return { email, id, token: await tokenFor(email, CONTOSO) };
}

/** What stands in the records must be one of the two stories, never a mixture. */
async function story(email: string) {
  const { status, membership } = await invitationOf(email, CONTOSO);
  const users = await db.user.count({ where: { emailKey: email } });
  return { status, member: membership.status, users };
}

describe("at the same instant (edge 4)", () => {
  test("acceptance and withdrawal: exactly one of them happened", async () => {
    for (const round of ROUNDS) {
      const { email, id, token } = await invited();
      const accept = () => acceptInvitation(acceptInput(token), visit(), NOW);
      const revoke = () => revokeInvitation(dana, { invitationId: id }, NOW);
      const { done, refused } = await together<unknown>(
        round % 2 === 0 ? [accept, revoke] : [revoke, accept],
      );

      expect(done).toHaveLength(1);
      expect(refused).toHaveLength(1);
      expect([
        { status: "ACCEPTED", member: "ACTIVE", users: 1 },
        { status: "REVOKED", member: "REMOVED", users: 0 },
      ]).toContainEqual(await story(email));
    }
  });

  test("acceptance and resend: either in, or only the new link works", async () => {
    const now = later(5 * MINUTE);
    for (const round of ROUNDS) {
      const { email, id, token } = await invited();
      const accept = () => acceptInvitation(acceptInput(token), visit(), now);
      const resend = () => resendInvitation(dana, { invitationId: id }, now);
      const { done } = await together<unknown>(
        round % 2 === 0 ? [accept, resend] : [resend, accept],
      );

      expect(done).toHaveLength(1);
      const { links, status } = await invitationOf(email, CONTOSO);
      if (status === "ACCEPTED") {
        expect(links).toHaveLength(1);
        expect(await mailsTo(email)).toHaveLength(1);
        continue;
      }
      expect(links.map((link) => link.supersededAt !== null)).toEqual([true, false]);
      expect(await codeOf(accept())).toBe("gone");
      await acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), now);
    }
  });

  test("acceptance and expiry: the guarded update asks the clock once more", async () => {
    const { email, token } = await invited();
    const accept = (now: Date) => () => acceptInvitation(acceptInput(token), visit(), now);
    const { done, refused } = await together([
      accept(later(60 * DAY)),
      accept(later(60 * DAY - 1)),
      accept(later(60 * DAY + 1)),
    ]);

    expect(done).toHaveLength(1);
    expect(refused).toHaveLength(2);
    expect(await story(email)).toEqual({ status: "ACCEPTED", member: "ACTIVE", users: 1 });
  });
});

describe("60 days (R3, edge 5, decision 8)", () => {
  test("one second before the end an invitation is still good", async () => {
    const { token } = await invited();
    const answer = await acceptInvitation(acceptInput(token), visit(), later(60 * DAY - 1));
    expect(answer.outcome).toBe("in");
  });

  test.each([0, 1, 400 * DAY])("%i seconds after the end it is not", async (seconds) => {
    const { token } = await invited();
    const before = await dump();

    const answer = refusal(
      acceptInvitation(acceptInput(token), visit(), later(60 * DAY + seconds)),
    );

    expect(await answer).toMatchObject({ code: "gone", key: "invitationNotOpen" });
    expect(await dump()).toEqual(before);
  });

  test("60 days are 60 times 24 hours, also where clocks change in between (edge 54)", async () => {
    const springForward = new Date("2027-03-01T12:00:00.000Z");
    const email = newAddress();
    await inviteUser(dana, inviteInput(email), springForward);
    const { expiresAt } = await invitationOf(email, CONTOSO);
    expect(expiresAt).toEqual(new Date("2027-04-30T12:00:00.000Z"));
  });
});
