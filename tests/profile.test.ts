import { beforeAll, describe, expect, test } from "vitest";
import { updateProfile, updateProfileSchema } from "../lib/accounts/update-profile";
import { TIME_ZONES } from "../lib/formatters";
import { db } from "../lib/db/client";
import { NOW, personOf } from "./factories";
import { haveWorld } from "./setup/world";

const TOM = "tom.baker@contoso.com";

const input = (more: object = {}) => ({
  firstName: "Tomás",
  lastName: "Bäcker",
  language: "de",
  country: "AT",
  timeZone: "Europe/Vienna",
  theme: "DARK",
  ...more,
});

beforeAll(() => haveWorld());

describe("My Profile (R52)", () => {
  test("is written to the person and to every list that shows them", async () => {
    const actor = await personOf(TOM);
    await updateProfile(actor, updateProfileSchema.parse(input()), NOW);
    const user = await db.user.findUniqueOrThrow({ where: { emailKey: TOM } });
    expect(user).toMatchObject(input());
    const [membership] = await db.membership.findMany({ where: { userId: user.id } });
    expect(membership).toMatchObject({ language: "de", country: "AT", sortName: "backer tomas" });
    expect(membership?.searchText).toContain(TOM);
  });

  test("is written to a partner's people too", async () => {
    const actor = await personOf("jonas.feld@proseware.com");
    await updateProfile(actor, updateProfileSchema.parse(input()), NOW);
    const person = await db.partnerUser.findFirstOrThrow({ where: { userId: actor.userId } });
    expect(person).toMatchObject({ lastName: "Bäcker", language: "de" });
  });

  test("leaves roles and removed memberships alone", async () => {
    const actor = await personOf("mei.lin@contoso.com");
    const where = { userId: actor.userId };
    await db.membership.updateMany({ where, data: { status: "REMOVED" } });
    const before = await db.membership.findMany({ where });
    await updateProfile(actor, updateProfileSchema.parse(input()), NOW);
    expect(await db.membership.findMany({ where })).toEqual(before);
  });

  test("takes the browser's zone where none is chosen", () => {
    for (const none of ["", undefined]) {
      expect(updateProfileSchema.parse(input({ timeZone: none })).timeZone).toBeNull();
    }
  });

  test.each([
    ["timeZone", "Mars/Olympus"],
    ["timeZone", "europe/vienna"],
    ["theme", "PINK"],
    ["language", "tlh"],
    ["country", "XX"],
    ["firstName", "www.evil.example"],
  ])("refuses a made-up %s: %j", (field, value) => {
    expect(updateProfileSchema.safeParse(input({ [field]: value })).success).toBe(false);
  });

  test("offers zones that dates can be written in", () => {
    expect(TIME_ZONES.length).toBeGreaterThan(300);
    for (const timeZone of TIME_ZONES) new Intl.DateTimeFormat("en", { timeZone }).format(NOW);
  });
});
