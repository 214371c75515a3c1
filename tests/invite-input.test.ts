import { beforeAll, describe, expect, test } from "vitest";
import { nameSchema } from "../lib/accounts/person-schema";
import { inviteUser, inviteUserSchema } from "../lib/invitations/invite-user";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO } from "./world";
import { actorOf, dump, inviteInput, mailsTo, newAddress, NOW, refusal } from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

const invite = (email: string) => inviteUser(dana, inviteInput(email), NOW);
const warningsOf = async (email: string) => (await invite(email)).warnings.map(({ key }) => key);

describe("an address that nobody is invited by, with its sentence (edges 14 to 20)", () => {
  test.each([
    ["", "required"],
    ["   ", "required"],
    ["dana.kowalski@contoso.com", "emailSelf"],
    ["DANA.KOWALSKI@CONTOSO.COM.", "emailSelf"],
    ["robin@gmail.com", "emailPersonal"],
    ["robin@Outlook.COM", "emailPersonal"],
    ["robin", "emailMalformed"],
    ["@contoso.com", "emailMalformed"],
    ["robin@", "emailMalformed"],
    ["robin@contoso", "emailMalformed"],
    ["robin@contoso..com", "emailMalformed"],
    ["robin@-contoso.com", "emailMalformed"],
    ["robin@127.0.0.1", "emailMalformed"],
    ["robin@[127.0.0.1]", "emailMalformed"],
    ["robin@contoso.com/evil", "emailMalformed"],
    ["robin@contoso.com?cc=all", "emailMalformed"],
    ["robin@contoso.com#x", "emailMalformed"],
    ["robin@cont%6fso.com", "emailMalformed"],
    ["robin@contoso.com\\evil.com", "emailMalformed"],
    ["robin@contoso.com:25", "emailMalformed"],
    ["kim@contoso.com <robin@contoso.com>", "emailOneOnly"],
    ["robin@contoso.com <kim@contoso.com>, <robin@contoso.com>", "emailOneOnly"],
    ["robin@contoso.com, kim@contoso.com", "emailOneOnly"],
    ["robin@contoso.com;kim@contoso.com", "emailOneOnly"],
    ["robin@contoso.com\r\nBcc: all@contoso.com", "emailOneOnly"],
    ['"robin o"@contoso.com', "emailOneOnly"],
    ["röbin@contoso.com", "emailLocalPart"],
    ["ro\u0000bin@contoso.com", "emailLocalPart"],
    [`${"r".repeat(65)}@contoso.com`, "emailMalformed"],
    [`robin@${"contoso.".repeat(40)}com`, "emailTooLong"],
    [`robin@${`${"ü".repeat(20)}.`.repeat(11)}de`, "emailTooLong"],
    [`${"r".repeat(65_536)}@contoso.com`, "emailTooLong"],
  ])("%j", async (email, key) => {
    const before = await dump();
    const { code, fields } = await refusal(invite(email));
    expect({ code, fields }).toEqual({ code: "invalid", fields: { email: key } });
    expect(await dump()).toEqual(before);
  });

  test("is mailed and shown as what it is compared by, whatever was typed (edge 15)", async () => {
    const { email } = await invite("hidden@con\u00adto\u00adso.com");
    expect(email).toBe("hidden@contoso.com");
    expect(await mailsTo("hidden@contoso.com")).toMatchObject([
      { toAddress: "hidden@contoso.com" },
    ]);
  });
});

describe("an address worth a second look is invited with a warning (edges 14, 19)", () => {
  test.each(["info@contoso.com", "Sales@contoso.com", "support@contoso.com"])(
    "%s",
    async (email) => {
      expect(await warningsOf(email)).toEqual(["sharedMailbox"]);
    },
  );

  test("a tagged address of somebody who is here: its own mailbox, but similar", async () => {
    expect(await warningsOf("tom.baker+licences@contoso.com")).toEqual(["similarAddress"]);
    expect(await mailsTo("tom.baker+licences@contoso.com")).toHaveLength(1);
  });

  test("a tagged address of nobody here, and an ordinary one: no warning", async () => {
    expect(await warningsOf("nobody.here+x@contoso.com")).toEqual([]);
    expect(await warningsOf(newAddress())).toEqual([]);
    expect(await warningsOf("information@contoso.com")).toEqual([]);
  });
});

const form = (more: object) => ({ ...inviteInput("robin@contoso.com"), ...more });
const problemsOf = (more: object) => {
  const result = inviteUserSchema.safeParse(form(more));
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
};

describe("the other fields of a row (R54, R55)", () => {
  test.each([
    ["", "required"],
    ["   ", "required"],
    ["http://evil.example", "nameWithAddress"],
    ["Win at www.evil.example now", "nameWithAddress"],
    ["visit evil.com", "nameWithAddress"],
    ["evil.com/prize", "nameWithAddress"],
    ["a@b.com", "nameWithAddress"],
    ["Robin\u0000", "controlCharacters"],
    ["Robin\u001b[31m", "controlCharacters"],
    ["\u202egnp.exe", "controlCharacters"],
    ["<b>Robin</b>", "controlCharacters"],
    ["<script>alert(1)</script>", "controlCharacters"],
    ["r".repeat(65), "tooLong:64"],
    ["r".repeat(65_536), "tooLong:64"],
  ])("the name %j is refused (edge 12)", (name, key) => {
    expect(problemsOf({ firstName: name })).toContain(`firstName ${key}`);
    expect(problemsOf({ lastName: name })).toContain(`lastName ${key}`);
  });

  test.each([
    "O'Neil",
    "Jean-Luc",
    "J.R.",
    "Dr. No",
    "Ng",
    "Иван",
    "明",
    "عمر",
    "van der Berg",
    "Ángel María",
    "N.",
    "St. John",
    "M'Gregor Jr.",
  ])("the name %s is fine", (name) => {
    expect(nameSchema.parse(name)).toBe(name);
  });

  test("a line break in a name is a space, so no header can be made of it (edge 12)", () => {
    expect(nameSchema.parse("Robin\r\nBcc: all")).toBe("Robin Bcc: all");
    expect(nameSchema.parse("  Robin \t Lee ")).toBe("Robin Lee");
  });

  test.each([
    [{ language: "xx" }, "language languageUnknown"],
    [{ language: "EN" }, "language languageUnknown"],
    [{ language: ["en"] }, "language languageUnknown"],
    [{ country: "XX" }, "country countryUnknown"],
    [{ country: "us" }, "country countryUnknown"],
    [{ country: "__proto__" }, "country countryUnknown"],
    [{ roles: [] }, "roles rolesNone"],
    [{ roles: ["OWNER"] }, "roles rolesNone"],
    [{ roles: "ACCOUNT_VIEWER" }, "roles rolesNone"],
    [{ roles: ["ACCOUNT_VIEWER", "toString"] }, "roles rolesNone"],
    [{ roles: Array.from({ length: 5000 }, () => "ACCOUNT_VIEWER") }, "roles rolesNone"],
    [{ email: undefined }, "email required"],
    [{ email: "r".repeat(2000) }, "email emailTooLong"],
  ])("%j is refused", (more, problem) => {
    expect(problemsOf(more)).toContain(problem);
  });
});
