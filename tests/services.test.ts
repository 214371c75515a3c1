import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { playHistory } from "../prisma/demo-history";
import { disableMember } from "../lib/accounts/disable-member";
import { listActivity } from "../lib/activity/list-activity";
import { db, pool } from "../lib/db/client";
import { LOST_GRACE_DAYS } from "../lib/domains/domain-gate";
import type { MemberActor } from "../lib/policy/actor";
import { SYSTEM } from "../lib/policy/actor";
import { ROLES, type Role } from "../lib/policy/roles";
import { assignAllByDomain, assignByDomain } from "../lib/seats/assign-by-domain";
import { assignSeat } from "../lib/seats/assign-seat";
import { assignSeats, SEAT_ROWS } from "../lib/seats/assign-seats";
import { listSeats } from "../lib/seats/list-seats";
import { listSubscriptions } from "../lib/seats/list-subscriptions";
import { readPostedLists } from "../lib/seats/posted-lists";
import { readSubscription } from "../lib/seats/read-subscription";
import { reclaimSeat } from "../lib/seats/reclaim-seat";
import { readSeatsQuery } from "../lib/seats/seats-query";
import { setAutoAssign } from "../lib/seats/set-auto-assign";
import { importData } from "../lib/vendor-data/import-data";
import {
  actorOf,
  codeOf,
  DAY,
  later,
  letIn,
  mailsTo,
  newAddress,
  NOW,
  refusal,
  times,
  together,
} from "./factories";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let ravi: MemberActor;
/** Account Manager of Contoso. */
let amir: MemberActor;

beforeAll(async () => {
  await haveWorld();
  await playHistory(NOW);
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  amir = await actorOf("amir.haddad@contoso.com", CONTOSO);
  await openDomain(dana, "contoso.com");
  await openDomain(ravi, "fabrikam.com");
});

/** A domain that was proved for the actor's account. */
async function openDomain({ purchasingAccountId }: MemberActor, nameKey: string) {
  const { agreement } = await db.purchasingAccount.findUniqueOrThrow({
    where: { id: purchasingAccountId },
    include: { agreement: true },
  });
  return db.domain.create({
    data: {
      ...{ organizationId: agreement.organizationId, name: nameKey, nameKey, challenge: "x" },
      ...{ status: "VERIFIED", createdAt: NOW, verifiedAt: NOW },
      accounts: { create: { purchasingAccountId, since: NOW } },
    },
  });
}

/** Dana as if she were in Contoso's other account, which has no domain. */
async function elsewhere(): Promise<MemberActor> {
  const where = { numberKey: CONTOSO_RESEARCH };
  const { id } = await db.purchasingAccount.findUniqueOrThrow({ where });
  return { ...dana, purchasingAccountId: id };
}

let services = 0;
async function subscribe(seats: number, data: object = {}, { purchasingAccountId } = dana) {
  const service = `SVC-T${(services += 1)}`;
  return db.subscription.create({
    data: {
      ...{ purchasingAccountId, service, serviceKey: service.replace("-", ""), seats },
      ...{ name: `Test service ${services}`, recordedAt: NOW },
      ...{ from: later(-30 * DAY), until: later(300 * DAY) },
      ...data,
    },
  });
}

const person = () => newAddress("seat");
const taken = async (id: string) => {
  const { seatsTaken } = await db.subscription.findUniqueOrThrow({ where: { id } });
  const held = await db.seat.count({ where: { subscriptionId: id, releasedAt: null } });
  expect(held).toBe(seatsTaken);
  return held;
};
const assign = (subscriptionId: string, email: string, actor = amir, now = NOW) =>
  assignSeat(actor, { subscriptionId, email }, now);
const held = async (subscriptionId: string, emailKey: string) =>
  db.seat.findFirstOrThrow({ where: { subscriptionId, emailKey, releasedAt: null } });

describe("the last seat", () => {
  test("goes to one of 64 who are assigned it at the same moment", async () => {
    const { id } = await subscribe(3);
    await assign(id, person());
    await assign(id, person());
    const { done, refused } = await together(times(64).map(() => () => assign(id, person())));
    expect(done).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["conflict seatsNone"]));
    expect(await taken(id)).toBe(3);
  });

  test("is taken once by one address that is assigned many times at once, in any spelling", async () => {
    const { id } = await subscribe(5);
    const runs = ["Mia@contoso.com", "mia@CONTOSO.com", "mia@contoso.com."].flatMap((email) =>
      times(5).map(() => () => assign(id, email)),
    );
    const { done, refused } = await together(runs);
    expect(done).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["invalid checkFields"]));
    expect(await taken(id)).toBe(1);
  });

  test("isn't overrun by lists and the automatic beside it", async () => {
    const { id } = await subscribe(10, { autoAssign: true });
    const list = (n: number) => times(8).map((row) => `list${n}.${row}@contoso.com`);
    await Promise.all([
      ...times(3).map((n) =>
        assignSeats(amir, { subscriptionId: id, list: list(n).join("\n") }, NOW),
      ),
      assignByDomain(id, NOW),
      ...times(4).map(() => assign(id, person()).catch(() => undefined)),
    ]);
    expect(await taken(id)).toBe(10);
  });
});

describe("who is eligible (R79, edges 13 to 15 and 45)", () => {
  beforeAll(async () => {
    await openDomain(dana, "xn--bcher-kva.example");
  });

  test.each([
    ["tom@contoso.com", "tom@contoso.com"],
    ["Tom.B@CONTOSO.Com", "tom.b@contoso.com"],
    [" tom.c@contoso.com. ", "tom.c@contoso.com"],
    ["tom+news@contoso.com", "tom+news@contoso.com"],
    ["tom.d@ｃｏｎｔｏｓｏ.com", "tom.d@contoso.com"],
    ["tom.e@contoso。com", "tom.e@contoso.com"],
    ["ina@bücher.example", "ina@xn--bcher-kva.example"],
    ["ira@BÜCHER.example", "ira@xn--bcher-kva.example"],
    ["ivo@xn--bcher-kva.example", "ivo@xn--bcher-kva.example"],
  ])("%s is", async (typed, emailKey) => {
    const { id } = await subscribe(1);
    await assign(id, typed);
    expect((await held(id, emailKey)).releasedAt).toBeNull();
  });

  test.each([
    ["tom@evilcontoso.com", "seatDomain"],
    ["tom@sub.contoso.com", "seatDomain"],
    ["tom@contoso.com.evil.example", "seatDomain"],
    ["tom@contoso.co", "seatDomain"],
    ["tom@xcontoso.com", "seatDomain"],
    ["tom@cоntoso.com", "seatDomain"],
    ["tom@fabrikam.com", "seatDomain"],
    ["tom@contoso.com@evil.example", "emailMalformed"],
    ["tom@evil.example@contoso.com", "emailMalformed"],
    ["tom@contoso.com\u0000", "emailMalformed"],
    ["tom@ contoso.com", "emailOneOnly"],
    ["tom@contoso.com, eve@contoso.com", "emailOneOnly"],
    ["tom@com", "emailMalformed"],
    ["contoso.com", "emailMalformed"],
    ["@contoso.com", "emailMalformed"],
    ["", "required"],
  ])("%s isn't", async (typed, key) => {
    const { id } = await subscribe(1);
    expect((await refusal(assign(id, typed))).fields).toEqual({ email: key });
    expect(await taken(id)).toBe(0);
  });
});

describe("the gate (R77)", () => {
  test("is closed without a domain, open within the grace, closed after it; seats stay", async () => {
    const { id } = await subscribe(5, {}, ravi);
    const domain = { nameKey: "fabrikam.com" };
    await assign(id, "a@fabrikam.com", ravi);
    await db.domain.updateMany({ where: domain, data: { status: "LOST", lostAt: NOW } });
    await assign(id, "b@fabrikam.com", ravi, later(LOST_GRACE_DAYS * DAY - 1));
    const after = later(LOST_GRACE_DAYS * DAY);
    const refused = await refusal(assign(id, "c@fabrikam.com", ravi, after));
    expect(refused).toMatchObject({ code: "conflict", key: "servicesNeedDomain" });
    expect(await taken(id)).toBe(2);
    expect((await listSubscriptions(ravi, {}, after)).isOpen).toBe(false);
    expect((await readSubscription(ravi, id, after)).domains).toEqual([]);
    for (const status of ["REMOVED", "PENDING"] as const) {
      await db.domain.updateMany({ where: domain, data: { status, lostAt: null } });
      expect((await refusal(assign(id, "c@fabrikam.com", ravi))).key).toBe("servicesNeedDomain");
    }
    await db.domain.updateMany({ where: domain, data: { status: "VERIFIED" } });
    await assign(id, "c@fabrikam.com", ravi);
  });

  test("of one account doesn't open another's of the same organization", async () => {
    const research = await elsewhere();
    const { id } = await subscribe(5, {}, research);
    expect((await refusal(assign(id, person(), research))).key).toBe("servicesNeedDomain");
  });

  test("gives no seat of a subscription that has ended, and one of a later one before its first day", async () => {
    const ended = await subscribe(5, { until: later(-DAY) });
    expect((await refusal(assign(ended.id, person()))).key).toBe("subscriptionEnded");
    const lastDay = await subscribe(5, { until: NOW });
    await assign(lastDay.id, person(), amir, new Date("2026-11-24T23:59:59.999Z"));
    const next = new Date("2026-11-25T00:00:00.000Z");
    expect((await refusal(assign(lastDay.id, person(), amir, next))).key).toBe("subscriptionEnded");
    const coming = await subscribe(5, { from: later(DAY) });
    await assign(coming.id, person());
    expect((await readSubscription(amir, coming.id, NOW)).state).toBe("NOT_STARTED");
  });

  test("gives none under an agreement that is over", async () => {
    const { id } = await subscribe(5, {}, ravi);
    const agreement = { accounts: { some: { id: ravi.purchasingAccountId } } };
    await db.agreement.updateMany({ where: agreement, data: { status: "TERMINATED" } });
    expect((await refusal(assign(id, "z@fabrikam.com", ravi))).key).toBe("agreementOver");
    await db.agreement.updateMany({ where: agreement, data: { status: "ACTIVE" } });
  });
});

/** As a network brings it: in pieces that end anywhere. */
async function* pieces(bytes: Uint8Array = Buffer.alloc(0), size = 7) {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

describe("a list", () => {
  const outcomes = async (id: string, text: string) =>
    (await assignSeats(amir, { subscriptionId: id, list: text }, NOW)).map(
      ({ rowNo, outcome, reason }) => [rowNo, outcome, reason?.key ?? null],
    );

  test("says of each row what became of it, and a bad one holds up no other", async () => {
    const { id } = await subscribe(3);
    await assign(id, "held@contoso.com");
    const rows = [
      "NAME;EMAIL",
      "One;one@contoso.com",
      "Held;held@contoso.com",
      "Bad;nobody at contoso",
      "",
      "Evil;one@evilcontoso.com",
      "Again;ONE@contoso.com",
      "None;",
      "Two;two@contoso.com",
      "Late;late@contoso.com",
    ];
    expect(await outcomes(id, rows.join("\r\n"))).toEqual([
      [2, "given", null],
      [3, "held", null],
      [4, "refused", "emailOneOnly"],
      [6, "refused", "seatDomain"],
      [7, "refused", "importDuplicate"],
      [8, "refused", "required"],
      [9, "given", null],
      [10, "refused", "seatsNone"],
    ]);
    expect(await taken(id)).toBe(3);
    expect(await outcomes(id, "one@contoso.com\ntwo@contoso.com")).toEqual([
      [1, "held", null],
      [2, "held", null],
    ]);
  });

  test("is read without a heading too, also when several addresses stand in one row", async () => {
    const { id } = await subscribe(9);
    expect(
      await outcomes(id, "a1@contoso.com, a2@contoso.com,A1@contoso.com\nAnn,a3@contoso.com"),
    ).toEqual([
      [1, "given", null],
      [1, "given", null],
      [1, "refused", "importDuplicate"],
      [2, "given", null],
    ]);
  });

  test("may be a file, in the encodings of spreadsheets", async () => {
    const { id } = await subscribe(9);
    const bytes = Buffer.from("\ufeffEMAIL ADDRESS\tNAME\r\nfile@contoso.com\tZoë\r\n", "utf16le");
    const rows = await assignSeats(amir, { subscriptionId: id, file: pieces(bytes) }, NOW);
    expect(rows).toEqual([
      { place: "file", rowNo: 2, email: "file@contoso.com", outcome: "given", reason: null },
    ]);
  });

  test("may be both pasted and a file: each address once, and each row named by where it stands", async () => {
    const { id } = await subscribe(9);
    const file = pieces(Buffer.from("EMAIL\nboth2@contoso.com\nBOTH1@contoso.com\nbad\n"));
    const list = "both1@contoso.com\nworse";
    const rows = await assignSeats(amir, { subscriptionId: id, list, file }, NOW);
    expect(
      rows.map(({ place, rowNo, outcome, reason }) => [place, rowNo, outcome, reason]),
    ).toEqual([
      ["list", 1, "given", null],
      ["list", 2, "refused", { key: "emailMalformed" }],
      ["file", 2, "given", null],
      ["file", 3, "refused", { key: "seatsInList", values: { row: 1 } }],
      ["file", 4, "refused", { key: "emailMalformed" }],
    ]);
    expect(await taken(id)).toBe(2);
  });

  test("may be a file of many megabytes; what is larger, or no text, is told at its field", async () => {
    const { id } = await subscribe(9);
    const megabytes = (many: number) => {
      const notes = `,${"x".repeat(10_000)}\n`.repeat(many * 100);
      return pieces(Buffer.from(`EMAIL,NOTE\nlarge@contoso.com,\n${notes}`), 65_536);
    };
    const rows = await assignSeats(amir, { subscriptionId: id, file: megabytes(19) }, NOW);
    expect(rows[0]?.outcome).toBe("given");
    const noText = pieces(Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0]));
    for (const [file, key] of [
      [megabytes(22), "importTooLarge"],
      [noText, "importEncoding"],
    ] as const) {
      const refused = await refusal(
        assignSeats(amir, { subscriptionId: id, list: "l@contoso.com", file }, NOW),
      );
      expect(refused.fields).toEqual({ file: key });
    }
    expect(await taken(id)).toBe(1);
  });

  test("says what was given and refuses the rest when its subscription ends meanwhile", async () => {
    const { id } = await subscribe(2000);
    // What happens between two batches: the subscription ends with the first of them.
    await pool.query(`
      CREATE FUNCTION end_subscription() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE "Subscription" SET "from" = '2020-01-01', "until" = '2020-01-31' WHERE "id" = '${id}';
        RETURN NULL;
      END $$;
      CREATE TRIGGER end_subscription AFTER INSERT ON "Seat" EXECUTE FUNCTION end_subscription();`);
    const list = times(1200).map((n) => `half${n}@contoso.com`);
    const rows = await assignSeats(amir, { subscriptionId: id, list: list.join("\n") }, NOW);
    await pool.query(`DROP FUNCTION end_subscription CASCADE`);
    expect(rows.map(({ email }) => email)).toEqual(list);
    const given = await taken(id);
    expect(given).toBeGreaterThan(0);
    expect(rows.slice(0, given).every(({ outcome }) => outcome === "given")).toBe(true);
    for (const { outcome, reason } of rows.slice(given)) {
      expect([outcome, reason]).toEqual(["refused", { key: "subscriptionEnded" }]);
    }
    const again = assignSeats(amir, { subscriptionId: id, list: list.join("\n") }, NOW);
    expect(await refusal(again)).toMatchObject({ code: "conflict", key: "subscriptionEnded" });
  });

  test("of thousands is taken at once, each person mailed; one row more is refused as a whole", async () => {
    const { id } = await subscribe(SEAT_ROWS - 10);
    const all = times(SEAT_ROWS).map((n) => `many${n}@contoso.com`);
    const rows = await assignSeats(amir, { subscriptionId: id, list: all.join("\n") }, NOW);
    expect(rows.filter(({ outcome }) => outcome === "given")).toHaveLength(SEAT_ROWS - 10);
    expect(rows.slice(-10).every(({ reason }) => reason?.key === "seatsNone")).toBe(true);
    expect(await mailsTo("many7@contoso.com")).toHaveLength(1);
    expect(await mailsTo(`many${SEAT_ROWS - 1}@contoso.com`)).toHaveLength(0);
    const more = [...all, "more@contoso.com"].join("\n");
    const file = () => pieces(Buffer.from("more@contoso.com"));
    for (const [lists, fields] of [
      [{ list: more }, { list: "seatsTooMany" }],
      [{ list: all.join(",").repeat(2) }, { list: "importRowTooLong" }],
      [{ list: all.join("\n"), file: file() }, { file: "seatsTooMany" }],
    ] as const) {
      const refused = await refusal(assignSeats(amir, { subscriptionId: id, ...lists }, NOW));
      expect(refused.fields).toEqual(fields);
    }
  });

  test("that is empty or no text is refused", async () => {
    const { id } = await subscribe(1);
    const refused = await refusal(assignSeats(amir, { subscriptionId: id, list: " \n" }, NOW));
    expect(refused.fields).toEqual({ list: "seatsListEmpty" });
    const empty = await refusal(assignSeats(amir, { subscriptionId: id, file: pieces() }, NOW));
    expect(empty.fields).toEqual({ list: "seatsListEmpty" });
    const nul = await refusal(assignSeats(amir, { subscriptionId: id, list: "anna\0" }, NOW));
    expect(nul.fields).toEqual({ list: "importNul" });
  });

  test("comes from a form with its file, whichever of the two there is; a pasted one has its limit", async () => {
    const post = async (list: string, file: File) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ subscription: "x", list, file })) {
        form.set(name, value);
      }
      const request = new Request("http://localhost/", { method: "POST", body: form });
      const bytes = new Uint8Array(await request.arrayBuffer());
      const type = request.headers.get("content-type") ?? "";
      const posted = await readPostedLists(type, pieces(bytes, 1000));
      return [posted.list, posted.file && (await text(posted.file))];
    };
    const none = new File([], "");
    const seats = new File(["a@contoso.com"], "seats.csv");
    const long = "é@contoso.com\r\n".repeat(5000);
    expect(await post(long, none)).toEqual([long, undefined]);
    expect(await post("", seats)).toEqual(["", "a@contoso.com"]);
    expect(await post("b@contoso.com", seats)).toEqual(["b@contoso.com", "a@contoso.com"]);
    const { fields } = await refusal(post("x".repeat(1024 * 1024 + 1), seats));
    expect(fields).toEqual({ list: "seatsListTooLong" });
    expect((await refusal(readPostedLists("text/plain", pieces()))).key).toBe("importNoFile");
  });
});

describe("by domain", () => {
  const auto = (subscriptionId: string, intent: "on" | "off") =>
    setAutoAssign(amir, { subscriptionId, intent }, NOW);
  const holders = async (subscriptionId: string) =>
    (await db.seat.findMany({ where: { subscriptionId, releasedAt: null } })).map(
      ({ emailKey }) => emailKey,
    );

  test("active members with an eligible address get a seat, and a queued job begins with it", async () => {
    const { id } = await subscribe(100);
    const out = await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], "out@elsewhere.example");
    const shut = await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], newAddress("shut"));
    await disableMember(dana, { membershipId: shut.membershipId }, NOW);
    const other = await subscribe(100);
    await auto(id, "on");
    const untouched = await db.subscription.findUniqueOrThrow({ where: { id: other.id } });
    expect(untouched.autoAssign).toBe(false);
    const jobs = await pool.query(`SELECT 1 FROM graphile_worker.jobs WHERE key = $1`, [
      `seats:${id}`,
    ]);
    expect(jobs.rows).toHaveLength(1);
    await assignByDomain(id, NOW);
    const eligible = await db.membership.findMany({
      where: {
        purchasingAccountId: dana.purchasingAccountId,
        status: "ACTIVE",
        emailKey: { endsWith: "@contoso.com" },
      },
    });
    expect((await holders(id)).sort()).toEqual(eligible.map(({ emailKey }) => emailKey).sort());
    expect(await holders(id)).not.toContain("out@elsewhere.example");
    expect(out.roles).toEqual(["ACCOUNT_VIEWER"]);
    expect(await taken(id)).toBe(eligible.length);
    expect(await mailsTo("tom.baker@contoso.com")).not.toContainEqual(
      expect.objectContaining({ template: "seatAssigned", props: { subscriptionId: id } }),
    );
  });

  test("whoever comes in gets one; who was reclaimed doesn't get it again", async () => {
    const { id } = await subscribe(100);
    await auto(id, "on");
    await assignByDomain(id, NOW);
    await pool.query(`DELETE FROM graphile_worker._private_jobs WHERE key = $1`, [`seats:${id}`]);
    const foreign = await subscribe(9, { autoAssign: true }, ravi);
    const email = newAddress("entrant");
    await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], email);
    const { rows } = await pool.query(`SELECT key FROM graphile_worker.jobs WHERE key = ANY($1)`, [
      [`seats:${id}`, `seats:${foreign.id}`],
    ]);
    expect(rows).toEqual([{ key: `seats:${id}` }]);
    await assignByDomain(id, NOW);
    const seat = await held(id, email);
    expect(seat.assignedById).toBeNull();
    await reclaimSeat(amir, { seatId: seat.id }, NOW);
    await assignAllByDomain(NOW);
    expect(await holders(id)).not.toContain(email);
    await assign(id, email);
    expect(await holders(id)).toContain(email);
  });

  test("seats last as long as there are any, for those who are here longest first; off gives none", async () => {
    const { id } = await subscribe(1);
    await auto(id, "on");
    expect(await codeOf(auto(id, "on"))).toBe("conflict");
    await Promise.all(times(4).map(() => assignByDomain(id, NOW)));
    expect(await taken(id)).toBe(1);
    expect(await holders(id)).toEqual(["dana.kowalski@contoso.com"]);
    await auto(id, "off");
    await db.subscription.update({ where: { id }, data: { seats: 50 } });
    await assignAllByDomain(NOW);
    expect(await assignByDomain(id, NOW)).toBe(0);
    expect(await taken(id)).toBe(1);
  });

  test("nothing happens without a domain, and it can't be turned on", async () => {
    const research = await elsewhere();
    const { id } = await subscribe(5, { autoAssign: true }, research);
    expect(await assignByDomain(id, NOW)).toBe(0);
    await setAutoAssign(research, { subscriptionId: id, intent: "off" }, NOW);
    const { key } = await refusal(
      setAutoAssign(research, { subscriptionId: id, intent: "on" }, NOW),
    );
    expect(key).toBe("servicesNeedDomain");
  });
});

describe("a seat", () => {
  test("is reclaimed once when two reclaim it at the same moment, and can be assigned again", async () => {
    const { id } = await subscribe(1);
    const email = person();
    await assign(id, email);
    const { id: seatId } = await held(id, email);
    const { done, refused } = await together(
      times(8).map(() => () => reclaimSeat(amir, { seatId }, NOW)),
    );
    expect(done).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["conflict seatReclaimed"]));
    expect(await taken(id)).toBe(0);
    await assign(id, email);
    expect(await taken(id)).toBe(1);
  });

  test("can be reclaimed after the end, and without a domain", async () => {
    const { id } = await subscribe(2);
    const email = person();
    await assign(id, email);
    await reclaimSeat(amir, { seatId: (await held(id, email)).id }, later(500 * DAY));
    expect(await taken(id)).toBe(0);
  });

  test("is mailed in the language of a member, else of a known user, else of the assigner; once a day", async () => {
    const { id } = await subscribe(5);
    const noor = await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], newAddress("noor"));
    const member = await db.membership.update({
      where: { id: noor.membershipId },
      data: { language: "ja" },
    });
    const stranger = person();
    for (const email of [member.emailKey, stranger]) {
      await assign(id, email);
      await reclaimSeat(amir, { seatId: (await held(id, email)).id }, NOW);
      await assign(id, email);
    }
    const told = (await mailsTo(member.emailKey)).filter(
      ({ template }) => template === "seatAssigned",
    );
    expect(told).toMatchObject([{ language: "ja", toName: "Ortega Robin" }]);
    const assigner = await db.membership.findUniqueOrThrow({ where: { id: amir.membershipId } });
    expect(await mailsTo(stranger)).toMatchObject([
      { language: assigner.language, toName: stranger },
    ]);
  });

  test("stands in the trail with its sentence's facts, and so does its end", async () => {
    const { id, name } = await subscribe(5);
    const email = person();
    await assign(id, email);
    await reclaimSeat(amir, { seatId: (await held(id, email)).id }, NOW);
    const { rows } = await listActivity(dana, { kind: "services" });
    const mine = rows.filter(({ object }) => object?.name === `${email} (${name})`);
    expect(mine.map(({ action }) => action)).toEqual(["seat.reclaimed", "seat.assigned"]);
  });
});

describe("the vendor's import", () => {
  const HEADING = "PURCHASING ACCOUNT,SERVICE,NAME,SEATS,FROM,UNTIL";
  const bring = (service: string, seats: number) =>
    importData(
      SYSTEM,
      {
        "subscriptions.csv": async function* () {
          const row = `PA-0048213,${service},Renamed,${seats},2026-01-01,2027-12-31`;
          yield await Promise.resolve(Buffer.from(`${HEADING}\n${row}\n`));
        },
      },
      {},
      NOW,
    );

  test("leaves taken seats alone, also when it brings fewer than are taken; then none is given", async () => {
    const { id, service } = await subscribe(5);
    const people = times(4).map(() => person());
    for (const email of people) await assign(id, email);
    expect((await bring(service, 2)).state).toBe("done");
    expect(await taken(id)).toBe(4);
    const view = await readSubscription(amir, id, NOW);
    expect(view).toMatchObject({ name: "Renamed", seats: 2, taken: 4, free: 0, excess: 2 });
    expect((await refusal(assign(id, person()))).key).toBe("seatsNone");
    for (const email of people.slice(0, 2)) {
      await reclaimSeat(amir, { seatId: (await held(id, email)).id }, NOW);
    }
    expect((await refusal(assign(id, person()))).key).toBe("seatsNone");
    expect((await bring(service, 3)).state).toBe("done");
    await assign(id, person());
    expect(await taken(id)).toBe(3);
  });
});

describe("roles and accounts", () => {
  const SEE: readonly Role[] = [
    "ACCOUNT_ADMINISTRATOR",
    "ACCOUNT_MANAGER",
    "REPORT_VIEWER",
    "ACCOUNT_VIEWER",
  ];
  const ASSIGN: readonly Role[] = ["ACCOUNT_ADMINISTRATOR", "ACCOUNT_MANAGER"];

  test.each(ROLES)(
    "%s sees counts and assigns as the matrix says, past the screen too",
    async (role) => {
      const { id } = await subscribe(9);
      const email = person();
      await assign(id, email);
      const { id: seatId } = await held(id, email);
      const actor = await letIn(dana, CONTOSO, [role]);
      const outcome = (promise: Promise<unknown>) =>
        promise.then(
          () => "done",
          () => codeOf(promise),
        );
      const sees = SEE.includes(role) ? "done" : "forbidden";
      const assigns = ASSIGN.includes(role) ? "done" : "forbidden";
      expect(await outcome(listSubscriptions(actor, {}, NOW))).toBe(sees);
      expect(await outcome(readSubscription(actor, id, NOW))).toBe(sees);
      expect(await outcome(listSeats(actor, { subscriptionId: id }))).toBe(assigns);
      expect(await outcome(assign(id, person(), actor))).toBe(assigns);
      const list = person();
      expect(await outcome(assignSeats(actor, { subscriptionId: id, list }, NOW))).toBe(assigns);
      const on = { subscriptionId: id, intent: "on" } as const;
      expect(await outcome(setAutoAssign(actor, on, NOW))).toBe(assigns);
      expect(await outcome(reclaimSeat(actor, { seatId }, NOW))).toBe(assigns);
    },
  );

  test("a foreign subscription and a foreign seat are none at all", async () => {
    const { id } = await subscribe(9);
    const email = person();
    await assign(id, email);
    const { id: seatId } = await held(id, email);
    for (const subscriptionId of [id, randomUUID(), "x"]) {
      expect(await codeOf(readSubscription(ravi, subscriptionId, NOW))).toBe("notFound");
      expect(await codeOf(listSeats(ravi, { subscriptionId }))).toBe("notFound");
      expect(await codeOf(assign(subscriptionId, "r@fabrikam.com", ravi))).toBe("notFound");
      const list = { subscriptionId, list: "r@fabrikam.com" };
      expect(await codeOf(assignSeats(ravi, list, NOW))).toBe("notFound");
      const on = { subscriptionId, intent: "on" } as const;
      expect(await codeOf(setAutoAssign(ravi, on, NOW))).toBe("notFound");
    }
    expect(await codeOf(reclaimSeat(ravi, { seatId }, NOW))).toBe("notFound");
    const { rows } = await listSubscriptions(ravi, { after: id }, NOW);
    expect(rows.map((row) => row.id)).not.toContain(id);
    expect(await taken(id)).toBe(1);
  });

  test("what viewers get holds nobody's address", async () => {
    const { id } = await subscribe(9);
    await assign(id, "secretive@contoso.com");
    const viewer = await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"]);
    const seen = [
      await listSubscriptions(viewer, {}, NOW),
      await readSubscription(viewer, id, NOW),
    ];
    expect(JSON.stringify(seen)).not.toContain("@");
  });
});

describe("the list of subscriptions", () => {
  test("is walked both ways, those that last longest first", async () => {
    const research = await elsewhere();
    for (const n of times(104))
      await subscribe(1, { until: later((300 + (n % 7)) * DAY) }, research);
    const first = await listSubscriptions(research, {}, NOW);
    const second = await listSubscriptions(research, { after: first.next ?? "" }, NOW);
    const third = await listSubscriptions(research, { after: second.next ?? "" }, NOW);
    const all = [first, second, third].flatMap(({ rows }) => rows);
    const { purchasingAccountId } = research;
    const count = await db.subscription.count({ where: { purchasingAccountId } });
    expect(new Set(all.map(({ id }) => id)).size).toBe(count);
    const days = all.map(({ until }) => until.getTime());
    expect(days).toEqual([...days].sort((one, other) => other - one));
    expect([first.previous, third.next, first.isOpen]).toEqual([null, null, false]);
    const back = await listSubscriptions(research, { before: third.previous ?? "" }, NOW);
    expect(back.rows).toEqual(second.rows);
    const begin = await listSubscriptions(research, { before: back.previous ?? "" }, NOW);
    expect(begin).toEqual(first);
    expect(await listSubscriptions(research, { after: "made up" }, NOW)).toEqual(first);
  });
});

describe("the list of seats", () => {
  test("names who has a seat and is still here, and who gave it", async () => {
    const { id } = await subscribe(9);
    const [here, gone] = [newAddress("here"), newAddress("gone")];
    await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], here);
    const { membershipId } = await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], gone);
    for (const email of [here, gone]) await assign(id, email);
    await db.membership.update({ where: { id: membershipId }, data: { status: "REMOVED" } });
    const { rows } = await listSeats(amir, { subscriptionId: id });
    const told = new Map(rows.map(({ email, name, assignedBy }) => [email, [name, assignedBy]]));
    expect(told.get(here)).toEqual([expect.any(String), expect.any(String)]);
    expect(told.get(gone)).toEqual([null, expect.any(String)]);
  });

  test("is walked both ways, searched, and its history too", async () => {
    const { id } = await subscribe(130);
    const list = times(120).map((n) => `walk_${n}@contoso.com`);
    await assignSeats(amir, { subscriptionId: id, list: list.join("\n") }, NOW);
    const page = (query: object = {}) => listSeats(amir, { subscriptionId: id, ...query });
    const first = await page();
    const second = await page({ after: first.next });
    const third = await page({ after: second.next });
    const all = [first, second, third].flatMap(({ rows }) => rows.map(({ email }) => email));
    expect(all).toHaveLength(120);
    expect(new Set(all)).toEqual(new Set(list));
    expect([first.previous, third.next]).toEqual([null, null]);
    const back = await page({ before: third.previous });
    expect(back.rows).toEqual(second.rows);
    expect((await page({ before: back.previous })).rows).toEqual(first.rows);
    expect((await page({ search: "WALK_11@" })).rows.map(({ email }) => email)).toEqual([
      "walk_11@contoso.com",
    ]);
    for (const search of ["walk%11", "walk11_", "alk.1"]) {
      expect((await page({ search })).rows).toEqual([]);
    }
    const [row] = first.rows;
    await reclaimSeat(amir, { seatId: row?.id ?? "" }, later(60));
    const past = await page(readSeatsQuery({ view: "reclaimed" }).query);
    expect(past.rows).toMatchObject([
      {
        email: row?.email,
        assignedBy: "Amir Haddad",
        reclaimed: { at: later(60), by: "Amir Haddad" },
      },
    ]);
    expect((await page({ after: randomUUID(), search: "no such" })).rows).toEqual([]);
    expect(readSeatsQuery({ view: "reclaimed" }).ignored).toEqual([]);
    const other = readSeatsQuery({ view: "other", search: "\0", after: ["x", "y"] });
    expect(other).toEqual({ query: { after: "x" }, ignored: ["view"] });
    expect((await page(other.query)).rows.length).toBeGreaterThan(0);
  });
});
