import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import en from "../messages/en.json";
import { changeRoles } from "../lib/accounts/change-roles";
import { ACTIVITY_KINDS } from "../lib/activity/activity-kinds";
import type { ActivityQuery } from "../lib/activity/activity-query";
import type { ActivityRow } from "../lib/activity/describe-events";
import { exportActivity } from "../lib/activity/export-activity";
import { listActivity } from "../lib/activity/list-activity";
import { recordEvent } from "../lib/audit/record-event";
import { db } from "../lib/db/client";
import { transaction } from "../lib/db/transaction";
import { replaceAdministrator } from "../lib/designations/change-administrator";
import { resendToAdministrator } from "../lib/designations/resend-to-administrator";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import type {
  Actor,
  MemberActor,
  OperatorActor,
  PartnerActor,
  SystemActor,
} from "../lib/policy/actor";
import { PERMISSIONS } from "../lib/policy/permissions";
import { FILE_NAMES } from "../lib/vendor-data/files";
import { SYSTEM } from "../lib/policy/actor";
import { ROLES } from "../lib/policy/roles";
import { CONTOSO, FABRIKAM, FABRIKAM_LOGISTICS, OPERATOR } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  DAY,
  inviteInput,
  later,
  newAddress,
  NOW,
  operatorActorOf,
  partnerActorOf,
  times,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let ravi: MemberActor;
let mira: PartnerActor;
let jonas: PartnerActor;
let ada: PartnerActor;
let elena: OperatorActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  mira = await partnerActorOf("mira.chen@proseware.com");
  jonas = await partnerActorOf("jonas.feld@proseware.com");
  ada = await partnerActorOf("ada.obi@wingtip.com");
  elena = await operatorActorOf(OPERATOR.email);
});

/** Everything, over all pages. */
async function all(actor: Actor, query: ActivityQuery = {}): Promise<ActivityRow[]> {
  const rows: ActivityRow[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await listActivity(actor, { ...query, after });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

const accountId = async (numberKey: string) =>
  (await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey } })).id;

describe("who reads what", () => {
  test("an Account Administrator everything in their account and nothing of another", async () => {
    for (const actor of [dana, ravi]) {
      const { purchasingAccountId } = actor;
      const due = await db.auditEvent.findMany({
        where: { purchasingAccountId },
        orderBy: { id: "desc" },
      });
      const rows = await all(actor);
      expect(rows.map(({ id }) => id)).toEqual(due.map(({ id }) => String(id)));
    }
  });

  test.each(ROLES.filter((role) => role !== "ACCOUNT_ADMINISTRATOR"))(
    "no %s, neither list nor file",
    async (role) => {
      const actor: MemberActor = { ...dana, roles: [role] };
      expect(await codeOf(listActivity(actor, {}))).toBe("forbidden");
      expect(await codeOf(exportActivity(actor, {}, NOW))).toBe("forbidden");
    },
  );

  test("nobody who only acts for themselves, and not the system", async () => {
    const person = { kind: "person", userId: dana.userId, sessionId: dana.userId } as const;
    for (const actor of [person, SYSTEM] satisfies (Actor | SystemActor)[]) {
      expect(await codeOf(listActivity(actor, {}))).toBe("forbidden");
    }
  });

  test("an operator everything", async () => {
    expect((await all(elena)).length).toBe(await db.auditEvent.count());
  });

  test("a partner what its own people did; their administrators what happened to them, too", async () => {
    await resendToAdministrator(ada, { account: FABRIKAM_LOGISTICS }, later(3600));
    const own = await all(ada);
    expect(own.map(({ action }) => action)).toContain("invitation.resent");
    for (const { id } of own) {
      const event = await db.auditEvent.findUniqueOrThrow({ where: { id: BigInt(id) } });
      expect(event.partnerId).toBe(ada.partnerId);
    }
    const miras = await all(mira);
    expect(miras.length).toBeGreaterThan(0);
    expect(miras.some(({ id }) => own.some((row) => row.id === id))).toBe(false);
    expect(await all(jonas)).toEqual([]);
  });
});

describe("what a reader may not know is masked", () => {
  test("a partner sees neither names of a customer's people nor whom it replaced", async () => {
    const { version } = await db.purchasingAccount.findUniqueOrThrow({
      where: { numberKey: FABRIKAM },
    });
    const person = {
      email: newAddress("next"),
      firstName: "Nora",
      lastName: "Lind",
      language: "en" as const,
      country: "US",
    };
    await replaceAdministrator(ada, { account: FABRIKAM, version, ...person }, later(3700));
    const [asked] = await all(ada, { kind: "administrators" });
    expect(asked).toMatchObject({
      action: "designation.change_requested",
      before: {},
      after: { name: "Nora Lind", email: person.email },
      by: { kind: "person", name: "Ada Obi" },
      accountNumber: "PA-0051977",
    });
    expect(JSON.stringify(await all(ada))).not.toMatch(/ravi\.menon/);
  });

  test("a customer sees that of its partner's acts, but not which of its people it was", async () => {
    const [asked] = await all(ravi, { kind: "administrators" });
    expect(asked).toMatchObject({
      before: { email: "ravi.menon@fabrikam.com" },
      after: { name: "Nora Lind" },
      by: { kind: "partner", name: "Wingtip Software Services" },
      addressBlock: null,
    });
    const [seen] = await all(elena, { kind: "administrators" });
    expect(seen?.by).toEqual({ kind: "person", name: "Ada Obi" });
    expect(JSON.stringify(await all(ravi))).not.toMatch(/Ada Obi/);
    expect(await all(ravi, { person: "Ada Obi" })).toEqual([]);
  });
});

describe("filters", () => {
  test("by person find what they did, by name or address", async () => {
    const email = newAddress("uwes");
    const uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
    await inviteUser(uwe, inviteInput(email, "REPORT_VIEWER"), later(4000));
    for (const person of ["uwe.schneider@", "Schneider", "sc"]) {
      const rows = await all(dana, { person });
      expect(rows[0]).toMatchObject({
        action: "invitation.sent",
        by: { kind: "person", name: "Uwe Schneider" },
        object: { name: "Robin Ortega", detail: email },
        after: { email, roles: ["REPORT_VIEWER"] },
      });
      expect(new Set(rows.map(({ by }) => JSON.stringify(by))).size).toBe(1);
    }
    expect((await all(elena, { person: "uwe.schneider@contoso.de" }))[0]?.object?.detail).toBe(
      email,
    );
    expect(await all(ravi, { person: "Schneider" })).toEqual([]);
  });

  test("by person find the acceptance of whoever came in by a mailed link", async () => {
    const email = newAddress("newcomer");
    const uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
    await inviteUser(uwe, inviteInput(email, "REPORT_VIEWER"), later(4000));
    const input = acceptInput(await tokenFor(email, CONTOSO));
    await acceptInvitation(input, visit(), later(5000));
    expect(await all(dana, { person: email })).toMatchObject([
      { action: "invitation.accepted", by: { kind: "person", name: "Robin Ortega" } },
    ]);
  });

  test("by kind, object and account number", async () => {
    const tom = await actorOf("tom.baker@contoso.com", CONTOSO);
    const { version } = await db.membership.findUniqueOrThrow({ where: { id: tom.membershipId } });
    const roles = ["ACCOUNT_VIEWER", "REPORT_VIEWER"] as const;
    const input = { membershipId: tom.membershipId, roles: [...roles], version };
    await changeRoles(dana, input, later(4100));
    const object = tom.membershipId;
    const changed = {
      action: "membership.roles_changed",
      before: { roles: ["ACCOUNT_VIEWER"] },
      after: { roles: ["REPORT_VIEWER", "ACCOUNT_VIEWER"] },
      object: { name: expect.stringContaining("Baker") as string },
    };
    expect((await all(dana, { kind: "people" }))[0]).toMatchObject(changed);
    expect(await all(dana, { object })).toHaveLength(1);
    expect(await all(ravi, { object })).toEqual([]);
    expect(await all(elena, { object, account: "pa 0048213" })).toHaveLength(1);
    expect(await all(elena, { object, account: FABRIKAM })).toEqual([]);
    expect(await all(elena, { account: "PA-NOBODY" })).toEqual([]);
    const ofFabrikam = await accountId(FABRIKAM);
    const count = await db.auditEvent.count({ where: { purchasingAccountId: ofFabrikam } });
    expect(await all(elena, { account: FABRIKAM })).toHaveLength(count);
  });

  test("by days, both included", async () => {
    const moment = later(40 * DAY);
    const day = moment.toISOString().slice(0, 10);
    await inviteUser(dana, inviteInput(newAddress()), moment);
    await inviteUser(dana, inviteInput(newAddress()), later(42 * DAY));
    const on = (from?: string, to?: string) => all(dana, { from, to });
    expect(await on(day, day)).toHaveLength(1);
    expect(await on(day)).toHaveLength(2);
    const before = later(39 * DAY)
      .toISOString()
      .slice(0, 10);
    const total = (await all(dana)).length;
    expect(await on(undefined, before)).toHaveLength(total - 2);
    expect(await on("not a day", "2026-13-45")).toHaveLength(total);
  });

  test("that make no sense count as left out", async () => {
    const total = (await all(dana)).length;
    for (const query of [
      { kind: "toString" },
      { object: "' OR true" },
      { after: "x" },
      { before: "9".repeat(30) },
    ]) {
      expect((await listActivity(dana, query)).rows).toHaveLength(Math.min(50, total));
    }
  });
});

test("pages lead forth and back over every event, none twice", async () => {
  await transaction(async (tx) => {
    for (const n of times(120)) {
      await recordEvent(tx, ravi, later(50 * DAY + n), {
        action: "invitation.reminded",
        object: { kind: "membership", id: ravi.membershipId },
        purchasingAccountId: ravi.purchasingAccountId,
      });
    }
  });
  for (const query of [{}, { kind: "invitations" }, { person: "menon" }]) {
    const forth = await all(ravi, query);
    expect(new Set(forth.map(({ id }) => id)).size).toBe(forth.length);
    const ids = forth.map(({ id }) => BigInt(id));
    expect([...ids].sort((a, b) => Number(b - a))).toEqual(ids);
    const back: ActivityRow[] = [];
    let before: string | null | undefined = forth.at(-1)?.id;
    while (before) {
      const page = await listActivity(ravi, { ...query, before });
      back.unshift(...page.rows);
      before = page.previous;
    }
    expect(back).toEqual(forth.slice(0, -1));
    expect((await listActivity(ravi, query)).previous).toBeNull();
  }
});

test("an export has what is filtered, of one's own account only, and is recorded", async () => {
  const before = await all(ravi, { person: "menon" });
  const rows: ActivityRow[] = [];
  for await (const part of await exportActivity(ravi, { person: "menon" }, later(60 * DAY))) {
    rows.push(...part);
  }
  const [exported, ...rest] = rows;
  expect(exported?.action).toBe("activity.exported");
  expect(rest).toEqual(before);
  const event = await db.auditEvent.findFirstOrThrow({ where: { action: "activity.exported" } });
  expect(event).toMatchObject({
    purchasingAccountId: ravi.purchasingAccountId,
    actorId: ravi.membershipId,
  });
  expect(JSON.stringify(event.data)).not.toContain("menon");
});

describe("sentences", () => {
  const root = path.join(import.meta.dirname, "..");
  const files = readdirSync(path.join(root, "lib"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
    .filter((text) => text.includes("recordEvent"));
  const actions = [
    ...new Set(
      files
        .flatMap((text) => [...text.matchAll(/"([a-z_]+\.[a-z_]+)"/g)])
        .map(([, action = ""]) => action),
    ),
  ].filter((word) => !([...PERMISSIONS, ...FILE_NAMES] as readonly string[]).includes(word));

  test("there is one for every action that is recorded", () => {
    const known: Record<string, Record<string, string>> = en.activity.actions;
    const missing = actions.filter((action) => {
      const [object = "", verb = ""] = action.split(".");
      return known[object]?.[verb] === undefined;
    });
    expect(actions.length).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });

  test("every action belongs to a kind that one can ask for, and to one only", () => {
    const prefixes: string[] = Object.values(ACTIVITY_KINDS).flat();
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(actions.filter((action) => !prefixes.includes(action.split(".")[0] ?? ""))).toEqual([]);
  });
});
