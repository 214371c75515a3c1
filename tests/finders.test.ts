import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { listOperators } from "../lib/accounts/list-operators";
import { listPeople } from "../lib/accounts/list-people";
import { listActivity } from "../lib/activity/list-activity";
import { listAgreements } from "../lib/agreements/list-agreements";
import { db } from "../lib/db/client";
import { customerNames } from "../lib/designations/customer-names";
import { listAccounts } from "../lib/designations/list-accounts";
import { listDecisions } from "../lib/designations/list-decisions";
import { associateDomain } from "../lib/domains/associate-domain";
import { listDomains } from "../lib/domains/list-domains";
import { listTransfers } from "../lib/domains/list-transfers";
import { listJoinRequests } from "../lib/join-requests/list-join-requests";
import { listMessages } from "../lib/mail/list-messages";
import { listSuppressions } from "../lib/mail/list-suppressions";
import { listPartnerPeople } from "../lib/partners/list-partner-people";
import { listPartners } from "../lib/partners/list-partners";
import type { MemberActor, PartnerActor } from "../lib/policy/actor";
import { listServiceKeys, listServices } from "../lib/service-keys/list-service-keys";
import { listDataImports } from "../lib/vendor-data/list-data-imports";
import { grantVisibility } from "../lib/visibility/grant-visibility";
import { listVisibilities } from "../lib/visibility/list-visibilities";
import { CONTOSO, FABRIKAM } from "./world";
import { actorOf, codeOf, DAY, later, NOW, partnerActorOf } from "./factories";
import { haveWorld } from "./setup/world";

type Find<A> = (actor: A) => Promise<unknown>;

/** What members find: run below for two customers, each of whom has a row. */
const OF_MEMBERS: Record<string, Find<MemberActor>> = {
  "accounts/list-people#listPeople": (actor) => listPeople(actor, {}, NOW),
  "activity/list-activity#listActivity": (actor) => listActivity(actor, {}),
  "agreements/list-agreements#listAgreements": (actor) => listAgreements(actor, NOW),
  "domains/list-domains#listDomains": (actor) => listDomains(actor, NOW),
  "join-requests/list-join-requests#listJoinRequests": (actor) =>
    listJoinRequests(actor, { all: true }, NOW),
  "visibility/list-visibilities#listVisibilities": (actor) => listVisibilities(actor, {}, NOW),
};

/** What partners find: run below for two of them, each of whom has a customer. */
const OF_PARTNERS: Record<string, Find<PartnerActor>> = {
  "activity/list-activity#listActivity": (actor) => listActivity(actor, {}),
  "designations/customer-names#customerNames": async (actor) => [
    ...(await customerNames(actor, [CONTOSO, FABRIKAM])).values(),
  ],
  "designations/list-accounts#listAccounts": (actor) => listAccounts(actor, { show: "all" }, NOW),
  "partners/list-partner-people#listPartnerPeople": (actor) => listPartnerPeople(actor, {}, NOW),
};

/** What only the vendor finds. */
const OF_THE_VENDOR: Record<string, Find<MemberActor | PartnerActor>> = {
  "accounts/list-operators#listOperators": (actor) => listOperators(actor, NOW),
  "designations/list-decisions#listDecisions": (actor) => listDecisions(actor, { show: "decide" }),
  "domains/list-transfers#listTransfers": (actor) => listTransfers(actor, {}),
  "mail/list-messages#listMessages": (actor) => listMessages(actor, {}),
  "mail/list-suppressions#listSuppressions": (actor) => listSuppressions(actor, {}),
  "partners/list-partners#listPartners": (actor) => listPartners(actor, {}),
  "service-keys/list-service-keys#listServiceKeys": (actor) => listServiceKeys(actor),
  "service-keys/list-service-keys#listServices": (actor) => listServices(actor),
  "vendor-data/list-data-imports#listDataImports": (actor) => listDataImports(actor),
};

/** A foreign row stands in the test file that is named; it calls the finder itself or the verb in front of it. */
const ELSEWHERE: Record<string, readonly [file: string, verb: string]> = {
  "accounts/find-people#findPeople": ["isolation", "listPeople"],
  "accounts/member-actor#findMember": ["isolation", "findMember"],
  "accounts/partner-actor#findPartnerUser": ["partner-people", "findPartnerUser"],
  "accounts/people-order#findBound": ["isolation", "listPeople"],
  "activity/find-actors#findActors": ["activity", "listActivity"],
  "activity/find-events#findEvents": ["activity", "listActivity"],
  "designations/account-search#searchAccounts": ["work-queue", "listAccounts"],
  "downloads/find-file#findFile": ["downloads", "offerDownload"],
  "downloads/list-files#listFiles": ["downloads", "listFiles"],
  "imports/import-actor#findImport": ["imports", "readImport"],
  "imports/list-imports#listImports": ["imports", "listImports"],
  "invitations/find-invitation#findInvitation": ["isolation", "revokeInvitation"],
  "keys/key-rows#findKeyBound": ["keys", "listKeys"],
  "keys/list-keys#listKeys": ["keys", "listKeys"],
  "licenses/find-licenses#findLicenses": ["licenses", "listLicenses"],
  "licenses/list-license-lines#listLicenseLines": ["licenses", "listLicenseLines"],
  "licenses/list-licenses#listLicenses": ["licenses", "listLicenses"],
  "orders/list-orders#listOrders": ["orders", "listOrders"],
  "orders/walk#findPlaces": ["orders", "listOrders"],
  "partners/find-partner-invitation#findPartnerInvitation": [
    "partner-people",
    "revokePartnerInvitation",
  ],
  "partners/find-partner#findPartner": ["partner-people", "listPartnerPeople"],
  "search/search-account#searchAccount": ["search", "searchAccount"],
  "seats/list-seats#listSeats": ["services", "listSeats"],
  "seats/list-subscriptions#listSubscriptions": ["services", "listSubscriptions"],
  "seats/subscription-scope#findSubscription": ["services", "assignSeat"],
  "visibility/list-visible-accounts#listVisibleAccounts": ["partner-bought", "listVisibleAccounts"],
};

/** They read nothing of a customer's, or are the command line's. */
const NO_ROWS = ["domains/find-authorities#findAuthorities", "mail/list-messages#listOutbox"];

/** Called like finders; they work on words and read no rows. */
const WORK_ON_TEXT = ["listFormat", "searchEnd", "searchPatterns"];

const here = import.meta.dirname;

/** Everything that lib exports and that finds or lists, and what it names customers by. */
function findersOfLib(): string[] {
  const lib = path.join(here, "../lib");
  return readdirSync(lib, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const pattern =
        /^export (?:async )?function ((?:find|list|search)[A-Z]\w*|customerNames)\(/gm;
      return [...readFileSync(file, "utf8").matchAll(pattern)]
        .filter(([, name = ""]) => !WORK_ON_TEXT.includes(name))
        .map(([, name]) => `${path.relative(lib, file).replace(/\.ts$/, "")}#${name}`);
    });
}

let dana: MemberActor;
let ravi: MemberActor;
let mira: PartnerActor;
let ada: PartnerActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  mira = await partnerActorOf("mira.chen@proseware.com");
  ada = await partnerActorOf("ada.obi@wingtip.com");
  for (const [actor, domain, partnerNumber] of [
    [dana, "contoso.com", "PRT-455"],
    [ravi, "fabrikam.com", "PRT-310"],
  ] as const) {
    await associateDomain(actor, { domain }, NOW);
    const until = new Date(
      later(100 * DAY)
        .toISOString()
        .slice(0, 10),
    );
    await grantVisibility(actor, { partnerNumber, until }, NOW);
    const email = `asks@${domain}`;
    const person = { firstName: "Ann", lastName: "Lee", language: "en", country: "US" };
    const keys = { email, emailKey: email, baseKey: email };
    const { purchasingAccountId } = actor;
    const times = { createdAt: NOW, expiresAt: later(DAY) };
    await db.joinRequest.create({
      data: { ...person, ...keys, ...times, purchasingAccountId, reason: "why" },
    });
  }
});

/** What is told to one and to the other, as ids: each has some, and they have none in common. */
async function foundBy<A>(find: Find<A>, [one, other]: readonly [A, A]) {
  const ids = async (actor: A) => {
    const told = JSON.stringify(await find(actor));
    return new Set(told.match(/"(?:id|number|membershipId)":"[^"]+"/g));
  };
  return [await ids(one), await ids(other)] as const;
}

async function expectApart<A>(find: Find<A>, actors: readonly [A, A]): Promise<void> {
  const [one, other] = await foundBy(find, actors);
  expect(one.size).toBeGreaterThan(0);
  expect(other.size).toBeGreaterThan(0);
  expect([...one].filter((id) => other.has(id))).toEqual([]);
}

describe("a foreign row", () => {
  test.each(Object.entries(OF_MEMBERS))("is in nothing that %s tells a member", (_, find) =>
    expectApart(find, [dana, ravi]),
  );

  test.each(Object.entries(OF_PARTNERS))("is in nothing that %s tells a partner", (_, find) =>
    expectApart(find, [mira, ada]),
  );

  test.each(Object.entries(OF_THE_VENDOR))("%s tells nobody but the vendor", async (_, find) => {
    for (const actor of [dana, ravi, mira, ada]) {
      expect(await codeOf(find(actor))).toBe("forbidden");
    }
  });
});

test("names are told of the accounts that were asked for, not of all that one may see", async () => {
  const names = await customerNames(mira, [CONTOSO, FABRIKAM]);
  expect([...names]).toEqual([
    [CONTOSO, { number: "PA-0048213", organization: "Contoso Manufacturing" }],
  ]);
});

test("every finder stands in one of these tables", () => {
  const tables = [OF_MEMBERS, OF_PARTNERS, OF_THE_VENDOR, ELSEWHERE];
  const named = [...new Set([...tables.flatMap((table) => Object.keys(table)), ...NO_ROWS])];
  expect(named.sort()).toEqual(findersOfLib().sort());
});

test.each(Object.entries(ELSEWHERE))(
  "%s is called where a foreign row stands",
  (_, [file, verb]) => {
    const text = readFileSync(path.join(here, `${file}.test.ts`), "utf8");
    expect(text).toMatch(new RegExp(`\\b${verb}\\b`));
    expect(text).toMatch(/FABRIKAM|wingtip/);
  },
);
