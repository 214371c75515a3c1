import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { declineInvitation, declineInvitationSchema } from "../lib/invitations/decline-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { noteOpened } from "../lib/invitations/note-opened";
import { readInvitation } from "../lib/invitations/read-invitation";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { listPeople } from "../lib/accounts/list-people";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  mailsTo,
  newAddress,
  NOW,
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

async function invited() {
  const email = newAddress();
  await inviteUser(dana, inviteInput(email), NOW);
  return { email, token: await tokenFor(email, CONTOSO) };
}

const decline = (token: string, reason = "This isn't me") =>
  declineInvitation({ token, reason }, visit().origin, later(HOUR));

describe("declining (edge 23)", () => {
  test("ends the invitation, keeps the reason and tells the inviter", async () => {
    const { email, token } = await invited();
    await decline(token, "I left this team");
    expect(await invitationOf(email, CONTOSO)).toMatchObject({
      status: "DECLINED",
      declineReason: "I left this team",
    });
    expect((await readInvitation(token, later(HOUR))).state).toBe("declined");
    expect(await codeOf(acceptInvitation(acceptInput(token), visit(), later(HOUR)))).toBe("gone");
    const { id } = await invitationOf(email, CONTOSO);
    const told = (await mailsTo("dana.kowalski@contoso.com")).at(-1);
    expect(told).toMatchObject({ template: "invitationDeclined", props: { invitationId: id } });
  });

  test("wants a typed reason, without control characters (decision 9)", () => {
    const reasonOf = (reason: unknown) =>
      declineInvitationSchema.safeParse({ token: "t", reason }).data?.reason;
    expect(reasonOf("")).toBeUndefined();
    expect(reasonOf(" \n ")).toBeUndefined();
    expect(reasonOf("x".repeat(501))).toBeUndefined();
    expect(reasonOf(undefined)).toBeUndefined();
    expect(reasonOf(" not \r\n\u0000 me ")).toBe("not me");
  });

  test("is undone by sending it again, with a fresh link", async () => {
    const { email, token } = await invited();
    await decline(token);
    const { id: invitationId } = await invitationOf(email, CONTOSO);
    await resendInvitation(dana, { invitationId }, later(2 * HOUR));
    const fresh = await tokenFor(email, CONTOSO);
    expect(await readInvitation(fresh, later(2 * HOUR))).toMatchObject({ state: "open" });
    expect(await invitationOf(email, CONTOSO)).toMatchObject({
      status: "PENDING",
      declineReason: null,
      endedAt: null,
    });
  });

  test("never blocks a new invitation, and the old one then stays declined", async () => {
    const { email, token } = await invited();
    await decline(token);
    const { id: invitationId } = await invitationOf(email, CONTOSO);
    await inviteUser(dana, inviteInput(email), later(2 * HOUR));
    const before = await dump();
    expect(await codeOf(resendInvitation(dana, { invitationId }, later(3 * HOUR)))).toBe(
      "conflict",
    );
    expect(await dump()).toEqual(before);
  });

  test("twice, and by a dead or unknown link, changes nothing", async () => {
    const { token } = await invited();
    await decline(token);
    const before = await dump();
    expect(await codeOf(decline(token))).toBe("gone");
    expect(await codeOf(decline("x".repeat(43)))).toBe("gone");
    expect(await dump()).toEqual(before);
  });

  test("and accepting at the same moment: one wins", async () => {
    const { email, token } = await invited();
    const { done } = await together<unknown>([
      () => decline(token),
      () => acceptInvitation(acceptInput(token), visit(), later(HOUR)),
      () => decline(token),
    ]);
    expect(done).toHaveLength(1);
    const { status } = await invitationOf(email, CONTOSO);
    const user = await db.user.findUnique({ where: { emailKey: email } });
    expect(status === "ACCEPTED").toBe(user !== null);
  });

  test("shows on Manage Users with its reason, and can be sent again there", async () => {
    const { email, token } = await invited();
    await decline(token, "Wrong company");
    const { rows } = await listPeople(dana, { search: email }, later(HOUR));
    expect(rows[0]?.invitation).toMatchObject({
      state: "declined",
      declineReason: "Wrong company",
      mayHandle: true,
      mayRevoke: false,
    });
  });
});

describe("opened (decision 10)", () => {
  test("is noted once, for the link that was used, and shows on Manage Users", async () => {
    const { email, token } = await invited();
    await noteOpened(token, later(HOUR));
    await noteOpened(token, later(2 * HOUR));
    const { rows } = await listPeople(dana, { search: email }, later(HOUR));
    expect(rows[0]?.invitation?.delivery?.openedAt).toEqual(later(HOUR));
  });

  test("is never noted for a link that doesn't exist", async () => {
    const before = await dump();
    await noteOpened("x".repeat(43));
    expect(await dump()).toEqual(before);
  });
});
