import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { fullName } from "../lib/accounts/full-name";
import { listPeople } from "../lib/accounts/list-people";
import { inviteUser } from "../lib/invitations/invite-user";
import { actorOf, inviteInput, mailsTo, NOW } from "./factories";
import { haveWorld } from "./setup/world";
import { CONTOSO } from "./world";

beforeAll(() => haveWorld());

describe("a name is shown in the order of its language", () => {
  test.each([
    ["Ann", "Lee", "en", "Ann Lee"],
    ["Łukasz", "Wójcik", "de", "Łukasz Wójcik"],
    ["Yui", "Abe", "ja", "Abe Yui"],
    ["太郎", "山田", "ja", "山田 太郎"],
    ["太郎", "山田", "en", "山田太郎"],
    ["さくら", "山田", "en", "山田 さくら"],
    ["伟", "王", "zh-Hans", "王伟"],
    ["Wei", "Wang", "zh-Hans", "Wang Wei"],
    ["민수", "김", "en", "김민수"],
    ["Anna", "Nagy", "hu", "Nagy Anna"],
    ["An", "Nguyễn", "vi", "Nguyễn An"],
    ["عمر", "حسن", "ar", "عمر حسن"],
  ])("%s, %s (%s): %s", (firstName, lastName, language, shown) =>
    expect(fullName({ firstName, lastName, language })).toBe(shown),
  );

  test("on Manage Users and in mails", async () => {
    const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
    const yui = { ...inviteInput("yui.abe@contoso.com"), firstName: "Yui", lastName: "Abe" };
    await inviteUser(dana, { ...yui, language: "ja" }, NOW);
    const { rows } = await listPeople(dana, { search: "yui abe" }, NOW);
    expect(rows.map(({ name }) => name)).toEqual(["Abe Yui"]);
    expect(await mailsTo("yui.abe@contoso.com")).toMatchObject([{ toName: "Abe Yui" }]);
  });

  test("by one function: nobody else puts first and last name together", () => {
    const root = join(import.meta.dirname, "..");
    const pairs = ["app", "lib", "components", "emails"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => join(folder, file))
        .filter((file) =>
          /firstName\} \$\{[\w.]*lastName\}/.test(readFileSync(join(root, file), "utf8")),
        ),
    );
    // What is shown, what is searched, and what the trail keeps as it was written.
    expect(pairs.sort()).toEqual([
      "lib/accounts/full-name.ts",
      "lib/accounts/person-texts.ts",
      "lib/accounts/update-profile.ts",
      "lib/audit/personal.ts",
    ]);
  });
});
