import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation, acceptInvitationSchema } from "../lib/invitations/accept-invitation";
import { confirmByLink } from "../lib/invitations/confirm-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { noteOpened } from "../lib/invitations/note-opened";
import { readInvitation } from "../lib/invitations/read-invitation";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import type { MemberActor } from "../lib/policy/actor";
import { newToken } from "../lib/secrets";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  DAY,
  dump,
  invitationOf,
  inviteInput,
  later,
  MINUTE,
  newAddress,
  NOW,
  personOf,
  refusal,
  tokenFor,
  visit,
} from "./factories";
import { caseText } from "./case-text";
import { haveWorld } from "./setup/world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

async function invited(email = newAddress()) {
  await inviteUser(dana, inviteInput(email), NOW);
  const { id } = await invitationOf(email, CONTOSO);
  return { email, id, token: await tokenFor(email, CONTOSO) };
}

const soon = later(5 * MINUTE);

/** Each kind of dead link, with what its page says. */
const DEAD: [string, () => Promise<string>, Date?][] = [
  ["expired", async () => (await invited()).token, later(61 * DAY)],
  [
    "superseded",
    async () => {
      const { id, token } = await invited();
      await resendInvitation(dana, { invitationId: id }, soon);
      return token;
    },
  ],
  [
    "used",
    async () => {
      const { token } = await invited();
      await acceptInvitation(acceptInput(token), visit(), NOW);
      return token;
    },
  ],
  [
    "revoked",
    async () => {
      const { id, token } = await invited();
      await revokeInvitation(dana, { invitationId: id }, NOW);
      return token;
    },
  ],
  ["unknown", async () => newToken("invitation", "made up")],
  ["unknown", async () => "a token of another shape"],
  ["unknown", async () => ""],
  ["unknown", async () => '\u0000\'; DROP TABLE "User" --'],
  ["unknown", async () => `${(await invited()).token.slice(0, -1)}!`],
];

describe("a dead link has its own page and makes nothing (R38, edge 6)", () => {
  test.each(DEAD)("%s", async (state, make, now = soon) => {
    const token = await make();
    const before = await dump();
    const dead = { code: "gone", key: "invitationNotOpen" };

    expect((await readInvitation(token, now)).state).toBe(state);
    expect(await refusal(acceptInvitation(acceptInput(token), visit(), now))).toMatchObject(dead);
    const person = await personOf("tom.baker@contoso.com");
    expect(await refusal(confirmByLink(person, { token }, now))).toMatchObject(dead);
    expect(await dump()).toEqual(before);
  });

  test("the pages of unknown and malformed links are the same", async () => {
    const pages = await Promise.all(
      ["", "x", newToken("invitation", "made up")].map((token) => readInvitation(token, NOW)),
    );
    expect(pages).toEqual([{ state: "unknown" }, { state: "unknown" }, { state: "unknown" }]);
  });

  test("a superseded link says when the newer one was sent, and carries nothing of it", async () => {
    const { id, token } = await invited();
    await resendInvitation(dana, { invitationId: id }, soon);
    expect(await readInvitation(token, soon)).toEqual({ state: "superseded", renewedAt: soon });
  });

  test("a withdrawn invitation's page names nobody", async () => {
    const { id, token } = await invited();
    await revokeInvitation(dana, { invitationId: id }, NOW);
    expect(await readInvitation(token, soon)).toEqual({ state: "revoked" });
  });
});

describe("a mailed link opens with whatever a mail program glued to it", () => {
  const tails = caseText("link-tails.txt").split("\n").filter(Boolean);
  const glued = [
    ...new Set([...tails, ...tails.map(decodeURIComponent), ">", "%", "\r\n", "%0D%0A."]),
  ];

  test.each(glued)("%j, on each page and at each post", async (tail) => {
    const { id, token } = await invited();
    const read = (typed: string) => readInvitation(typed, soon);
    expect((await read(`${token}${tail}`)).state).toBe("open");
    expect((await read(`%3C${token}${tail}`)).state).toBe("open");
    await noteOpened(`${token}${tail}`, soon);
    const links = await db.invitationLink.findMany({ where: { invitationId: id } });
    expect(links.map(({ startedAt }) => startedAt)).toEqual([soon]);
    const input = { ...acceptInput(token), token: `${token}${tail}` };
    expect(await acceptInvitation(input, visit(), soon)).toMatchObject({ outcome: "in" });
    expect((await read(token)).state).toBe("used");
  });

  test("every token of a mailed link is read by the one function that leaves it out", () => {
    const lib = join(import.meta.dirname, "..", "lib");
    const files = readdirSync(lib, { recursive: true, encoding: "utf8" });
    const hashing = files.filter(
      (file) =>
        file.endsWith(".ts") &&
        readFileSync(join(lib, file), "utf8").includes("tokenHash: hashToken("),
    );
    // Those make links.
    expect(hashing.sort()).toEqual(["accounts/one-time-link.ts", "invitations/issue-link.ts"]);
  });
});

describe("a form that can't be accepted leaves the link alive and changes nothing (R37, R39)", () => {
  const weak = "password1234567";
  test.each([
    ["the two differ", "a fine long passphrase", "a fine long passphrasE", "passwordsDiffer"],
    ["14 characters", "xq7 vNk2 pw9Zr", "xq7 vNk2 pw9Zr", "passwordShort"],
    ["129 characters", "xq7 vNk2p ".repeat(13).slice(0, 129), null, "passwordLong"],
    ["on every list", weak, weak, "passwordWeak"],
    ["one letter", "a".repeat(20), "a".repeat(20), "passwordWeak"],
    ["their own name", "robinortega12345", "robinortega12345", "passwordWeak"],
    ["their organization", "contosomanufacturing", "contosomanufacturing", "passwordWeak"],
  ])("%s", async (_what, password, confirmPassword, key) => {
    const { token } = await invited();
    const before = await dump();
    const input = { ...acceptInput(token), password, confirmPassword: confirmPassword ?? password };

    const { code, fields } = await refusal(acceptInvitation(input, visit(), NOW));

    expect(code).toBe("invalid");
    expect(Object.values(fields)).toEqual([key]);
    expect(await dump()).toEqual(before);
    expect((await acceptInvitation(acceptInput(token), visit(), NOW)).outcome).toBe("in");
  });

  test("15 and 128 characters are enough and not too many, counted as people see them (decision 16)", async () => {
    for (const password of [
      "xq7 vNk2 pw9Zr!",
      "žluťoučký kůň 😀",
      "xq7 vNk2p ".repeat(13).slice(0, 128),
    ]) {
      const { token } = await invited();
      const { outcome } = await acceptInvitation(acceptInput(token, password), visit(), NOW);
      expect(outcome).toBe("in");
    }
  });

  test("a form without a password doesn't reach the verb", async () => {
    const { token } = await invited();
    for (const body of [
      { token },
      { ...acceptInput(token), password: "" },
      { ...acceptInput(token), confirmPassword: undefined },
      { ...acceptInput(token), password: ["a", "b"] },
      { ...acceptInput(token), firstName: " " },
    ]) {
      expect(acceptInvitationSchema.safeParse(body).success).toBe(false);
    }
  });
});

test("reading a link any number of times changes nothing (R39, decision 9)", async () => {
  const { token } = await invited();
  const before = await dump();
  for (let reads = 0; reads < 5; reads += 1) {
    expect((await readInvitation(token, soon)).state).toBe("open");
  }
  expect(await dump()).toEqual(before);
});

test("no row keeps a token: only its SHA-256, which derives nothing (decision 11)", async () => {
  const { id, token } = await invited();
  const rows = JSON.stringify(await dump());
  expect(rows).not.toContain(token);
  const jobs = await db.$queryRaw`SELECT payload::text FROM graphile_worker._private_jobs`;
  expect(JSON.stringify(jobs)).not.toContain(token);
  expect(rows).toContain(id);
});
