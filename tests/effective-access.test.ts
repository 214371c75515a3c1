import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesAccess, effectiveAccess } from "../lib/accounts/effective-access";
import { sentence } from "../lib/messages";
import english from "../messages/en.json";
import { assignableBy } from "../lib/policy/assignable-roles";
import { allows, PERMISSIONS } from "../lib/policy/permissions";
import { ROLES, type Role } from "../lib/policy/roles";
import { samples } from "./factories";

const roleSets = fc.subarray([...ROLES]);

describe("the preview of other roles (R70, edge 38)", () => {
  test("names a right as lost only when no other role still gives it", () => {
    const both: Role[] = ["REPORT_VIEWER", "ACCOUNT_VIEWER"];
    expect(effectiveAccess(both, ["ACCOUNT_VIEWER"])).toEqual({
      gained: [],
      lost: ["keys.view"],
      handsOut: [],
      handsOutNoMore: [],
    });
    expect(changesAccess(effectiveAccess(both, ["REPORT_VIEWER"]))).toBe(false);
  });

  test("names what a second role adds to the first, and no more", () => {
    const change = effectiveAccess(["ACCOUNT_VIEWER"], ["ACCOUNT_VIEWER", "ACCOUNT_MANAGER"]);
    expect(change.gained).toEqual([
      "agreements.edit",
      "keys.view",
      "downloads.use",
      "provisioning.use",
    ]);
    expect(change.lost).toEqual([]);
  });

  test("names the roles that one may newly hand out, or no longer", () => {
    const up = effectiveAccess(["AGREEMENT_ADMINISTRATOR"], ["USER_ADMINISTRATOR"]);
    expect(up.handsOut).toEqual(["USER_ADMINISTRATOR", "ACCOUNT_MANAGER", "REPORT_VIEWER"]);
    expect(up.lost).toEqual(["agreements.view"]);
    const down = effectiveAccess(["ACCOUNT_ADMINISTRATOR"], ["USER_ADMINISTRATOR"]);
    expect(down.handsOutNoMore).toEqual(["ACCOUNT_ADMINISTRATOR"]);
  });

  test("is, for any two sets of roles, the difference of what each allows", () => {
    fc.assert(
      fc.property(roleSets, roleSets, (before, after) => {
        const { gained, lost, handsOut, handsOutNoMore } = effectiveAccess(before, after);
        for (const permission of PERMISSIONS) {
          const [had, has] = [allows(before, permission), allows(after, permission)];
          expect(gained.includes(permission)).toBe(has && !had);
          expect(lost.includes(permission)).toBe(had && !has);
        }
        const given = assignableBy(before).filter((role) => !handsOutNoMore.includes(role));
        expect([...given, ...handsOut].sort()).toEqual(assignableBy(after).sort());
      }),
      samples(100, 2000),
    );
  });

  test("turns around when the roles do", () => {
    fc.assert(
      fc.property(roleSets, roleSets, (one, other) => {
        const [there, back] = [effectiveAccess(one, other), effectiveAccess(other, one)];
        expect(back).toEqual({
          gained: there.lost,
          lost: there.gained,
          handsOut: there.handsOutNoMore,
          handsOutNoMore: there.handsOut,
        });
      }),
      samples(100, 2000),
    );
  });

  test("has words for every permission", () => {
    const words: unknown = english.access.can;
    for (const permission of PERMISSIONS) {
      const [area = "", act = ""] = permission.split(".");
      const said = (words as Record<string, Record<string, string>>)[area]?.[act];
      expect(said, permission).toMatch(/^\w.+/);
    }
  });

  test("of a refusal, its reasons are sentences", () => {
    for (const key of ["ownAccess", "ownRoles", "lastAdministrator", "editDesignated"]) {
      expect(sentence({ key })).toMatch(/\.$/);
    }
  });
});
