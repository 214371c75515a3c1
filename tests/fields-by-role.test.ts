import type { Readable } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import { exportPeople } from "../lib/accounts/export-people";
import { listPeople } from "../lib/accounts/list-people";
import { readPerson } from "../lib/accounts/read-person";
import { listActivity } from "../lib/activity/list-activity";
import { exportActivity } from "../lib/activity/export-activity";
import { listAgreements } from "../lib/agreements/list-agreements";
import { readOverview } from "../lib/dashboard/read-overview";
import { db } from "../lib/db/client";
import { DomainError } from "../lib/errors";
import { listJoinRequests } from "../lib/join-requests/list-join-requests";
import { listKeys } from "../lib/keys/list-keys";
import { listLicenses } from "../lib/licenses/list-licenses";
import { exportLicenses } from "../lib/licenses/export-licenses";
import { listOrders } from "../lib/orders/list-orders";
import { exportOrders } from "../lib/orders/export-orders";
import { readHome } from "../lib/organizations/read-home";
import type { MemberActor } from "../lib/policy/actor";
import { ROLES, type Role } from "../lib/policy/roles";
import { peopleAndRoles, peopleByName } from "../lib/reports/people-and-roles";
import { REPORTS } from "../lib/reports/report-filters";
import { reportFile } from "../lib/reports/report-file";
import { searchAccount } from "../lib/search/search-account";
import { listSeats } from "../lib/seats/list-seats";
import { CONTOSO } from "./world";
import { actorOf, DAY, later, newAddress, NOW, personOf } from "./factories";
import { haveWorld } from "./setup/world";

const TOM = "tom.baker@contoso.com";
const MEI = "mei.lin@contoso.com";
/** An address that only the list of seats has, and one that only asks to be let in. */
const SEATED = newAddress("seated");
const ASKING = newAddress("asking");

let mei: MemberActor;
let tomId: string;
let subscriptionId: string;

beforeAll(async () => {
  await haveWorld();
  mei = await actorOf(MEI, CONTOSO);
  tomId = (await actorOf(TOM, CONTOSO)).membershipId;
  const { purchasingAccountId } = mei;
  const subscription = await db.subscription.create({
    data: {
      ...{ purchasingAccountId, serviceKey: "FIELDSBYROLE", service: "Fields", name: "Fields" },
      ...{ seats: 5, seatsTaken: 1, from: NOW, until: later(90 * DAY), recordedAt: NOW },
    },
  });
  subscriptionId = subscription.id;
  const address = { purchasingAccountId, email: SEATED, emailKey: SEATED };
  await db.seat.create({ data: { ...address, subscriptionId, assignedAt: NOW } });
  await db.joinRequest.create({
    data: {
      ...{ purchasingAccountId, email: ASKING, emailKey: ASKING, baseKey: ASKING },
      ...{ firstName: "Robin", lastName: "Ortega", language: "en", country: "US" },
      ...{ reason: "Purchasing", createdAt: NOW, expiresAt: later(30 * DAY) },
    },
  });
});

const words = { heading: (column: string) => column, role: (role: Role) => role };

/** Everything that an answer holds, however it arrives. */
async function all(answer: unknown): Promise<string> {
  if (typeof answer !== "object" || answer === null || !(Symbol.asyncIterator in answer)) {
    return JSON.stringify(answer) ?? "";
  }
  const parts: string[] = [];
  for await (const part of answer as AsyncIterable<unknown> | Readable) {
    parts.push(Buffer.isBuffer(part) ? part.toString("utf8") : JSON.stringify(part));
  }
  return parts.join("\n");
}

type Read = (actor: MemberActor) => Promise<unknown>;

const MANAGERS: Role[] = ["ACCOUNT_ADMINISTRATOR", "USER_ADMINISTRATOR"];
const INVITERS: Role[] = ["ACCOUNT_ADMINISTRATOR", "AGREEMENT_ADMINISTRATOR", "USER_ADMINISTRATOR"];
const ADMINISTRATOR: Role[] = ["ACCOUNT_ADMINISTRATOR"];
const PROVISIONERS: Role[] = ["ACCOUNT_ADMINISTRATOR", "ACCOUNT_MANAGER"];
const NOBODY: Role[] = [];

/** Answer, address in it, and the roles that read it there; for every other role it is absent. */
const ADDRESSES: [string, string, Role[], Read][] = [
  ["Manage Users", TOM, MANAGERS, (actor) => listPeople(actor, {}, NOW)],
  ["a person's page", TOM, MANAGERS, (actor) => readPerson(actor, tomId, NOW)],
  ["the file of people", TOM, MANAGERS, (actor) => exportPeople(actor, {}, NOW)],
  ["the search by address", TOM, MANAGERS, (actor) => searchAccount(actor, TOM, NOW)],
  ["the search by name", TOM, MANAGERS, (actor) => searchAccount(actor, "baker", NOW)],
  ["the report on people", TOM, NOBODY, (actor) => peopleAndRoles(actor)],
  ["the names in that report", TOM, ADMINISTRATOR, (actor) => peopleByName(actor, {}, NOW)],
  ...REPORTS.map((report): [string, string, Role[], Read] => [
    `the file of the report ${report}`,
    TOM,
    NOBODY,
    (actor) => reportFile(actor, { report, filters: {} }, words, NOW),
  ]),
  ["the list of orders", TOM, NOBODY, (actor) => listOrders(actor, {}, NOW)],
  ["the file of orders", TOM, NOBODY, (actor) => exportOrders(actor, {}, NOW)],
  ["the list of licenses", TOM, NOBODY, (actor) => listLicenses(actor, {}, NOW)],
  ["the file of licenses", TOM, NOBODY, (actor) => exportLicenses(actor, {}, NOW)],
  ["the list of keys", TOM, NOBODY, (actor) => listKeys(actor, {})],
  ["the agreements", TOM, NOBODY, (actor) => listAgreements(actor, NOW)],
  ["the dashboard's figures", TOM, NOBODY, (actor) => readOverview(actor, NOW)],
  ["the dashboard", TOM, NOBODY, async (actor) => readHome(actor, await personOf(MEI), NOW)],
  ["the activity", TOM, ADMINISTRATOR, (actor) => listActivity(actor, {})],
  ["the file of the activity", TOM, ADMINISTRATOR, (actor) => exportActivity(actor, {}, NOW)],
  ["the seats", SEATED, PROVISIONERS, (actor) => listSeats(actor, { subscriptionId })],
  ["the requests", ASKING, INVITERS, (actor) => listJoinRequests(actor, { all: false }, NOW)],
];

/** Refused, or as if it didn't exist. */
const HIDDEN = ["forbidden", "notFound"];

describe("who reads an address", () => {
  test.each(ADDRESSES)("%s: %s", async (_, address, readers, read) => {
    const seen: Role[] = [];
    for (const role of ROLES) {
      const answer = await read({ ...mei, roles: [role] }).then(all, (error: unknown) => {
        if (error instanceof DomainError && HIDDEN.includes(error.code)) return "";
        throw error;
      });
      if (answer.toLowerCase().includes(address)) seen.push(role);
    }
    expect(seen).toEqual(readers);
  });

  test("names, roles and states are counted for every reader of reports, and told of nobody", async () => {
    const viewer: MemberActor = { ...mei, roles: ["ACCOUNT_VIEWER"] };
    const { people } = await peopleAndRoles(viewer);
    expect(people.ACTIVE).toBeGreaterThan(1);
    expect(await peopleByName(viewer, {}, NOW)).toBeNull();
    const file = await reportFile(viewer, { report: "people", filters: {} }, words, NOW);
    const text = await all(file);
    expect(text).toContain("ACCOUNT_VIEWER");
    expect(text).not.toContain("@");
  });
});
