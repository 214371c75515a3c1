import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type HostilePost, HOSTILE_POSTS, multipart, MULTIPART, scripted } from "../hostile-posts";
import { db } from "../../lib/db/client";
import { CONTOSO, OPERATOR } from "../world";
import { actionId } from "../action-id";
import { DANA, postSignIn, type Waits } from "./other-people";
import { complain, heading, note, upTo } from "./report";

/** Of CPU, for any one request. */
const MOST_CPU = 200;
/** What everybody else's requests take at most, 99 of 100. */
const MOST_WAIT = 250;
const AT_ONCE = 20;
const ROUNDS = 5;

const SIGN_IN = "app/(public)/actions.ts#signInAction";
const INVITE = "app/(portal)/actions.ts#inviteUsersAction";
const CODE = "app/(public)/actions.ts#signInCodeAction";
/** Account Viewer of Contoso. */
const VIEWER = "tom.baker@contoso.com";

interface Shape extends HostilePost {
  readonly path: string;
  /** Where its answer has to lead, so that it was read and not only turned away. */
  readonly leadsTo?: RegExp;
  readonly headers: Record<string, string>;
}

/** The worst that may be posted, one at a time and twenty at once, while others use the portal. */
export async function measureHostile(): Promise<void> {
  const url = process.env.E2E_URL ?? "";
  const pid = Number(process.env.E2E_SERVER_PID);
  const shapes = await allShapes(url);
  // The first time that anything is asked costs more than ever again.
  for (const shape of shapes) await post(url, shape);
  await sleep(2000);
  const before = memoryOf(pid);
  heading("Hostile posts: CPU of one alone, and of one of twenty at once");
  for (const shape of shapes) {
    const one = () => post(url, shape);
    const alone = await cpuOf(pid, ROUNDS, () => times(ROUNDS, one));
    const atOnce = await cpuOf(pid, AT_ONCE, () => together(AT_ONCE, one));
    note({ what: shape.name, figure: alone, unit: "ms", target: upTo(MOST_CPU) });
    note({ what: "  twenty at once, each", figure: atOnce, unit: "ms", target: upTo(MOST_CPU) });
  }
  const floors = await waitsDuring(url, () => sleep(10_000));
  heading("Hostile posts: the longest that somebody else waited for a sign-in");
  const waits = await waitsDuring(url, async (others) => {
    for (const shape of shapes) {
      await times(ROUNDS, () => post(url, shape));
      await together(AT_ONCE, () => post(url, shape));
      note({ what: shape.name, figure: await others.longest("signing in"), unit: "ms" });
    }
  });
  heading("Meanwhile, everybody else", "nobody posts anything");
  for (const what of ["is it alive", "signing in"] as const) {
    const all = waits[what];
    const floor = (part: number) => quantile(floors[what] ?? [], part);
    note({ what: `${what}, p50`, figure: quantile(all, 0.5), floor: floor(0.5), unit: "ms" });
    note({
      what: `${what}, p99`,
      figure: quantile(all, 0.99),
      unit: "ms",
      target: upTo(MOST_WAIT),
    });
  }
  await sleep(10_000);
  note({ what: "memory before", figure: before, unit: "MB" });
  note({
    what: "memory after",
    figure: memoryOf(pid),
    unit: "MB",
    target: upTo(before * 1.25 + 50),
  });
}

async function allShapes(url: string): Promise<Shape[]> {
  const [cookie, vendor] = [await signIn(url, DANA), await signIn(url, OPERATOR.email)];
  const signIns = HOSTILE_POSTS.map((one) => ({
    ...one,
    path: "/sign-in",
    headers: one.isScripted ? { "Next-Action": actionId(SIGN_IN) } : {},
  }));
  const viewer = await signIn(url, VIEWER);
  const rows = ["4294967294", "20000000", "50"].flatMap((row) =>
    [
      { name: `Invite Users, row ${row}`, Cookie: cookie },
      { name: `Invite Users by an Account Viewer, row ${row}`, Cookie: viewer },
    ].map(({ name, Cookie }) => ({
      name,
      type: MULTIPART,
      body: scripted([[`people[${row}].email`, "x"]], '["PA0048213",{"status":"idle"},"$K1"]'),
      path: "/sign-in",
      headers: { "Next-Action": actionId(INVITE), Cookie },
    })),
  );
  const code = {
    name: "a recovery code of 65,536 characters",
    type: MULTIPART,
    body: scripted([["code", "x".repeat(65_536)]]),
    path: "/sign-in",
    headers: { "Next-Action": actionId(CODE) },
  };
  const states = ["__state__", "__intent__"].map((name) => ({
    name: `a form with ${name}`,
    type: MULTIPART,
    body: scripted([[name, "{"]]),
    path: "/sign-in",
    headers: { "Next-Action": actionId(SIGN_IN) },
  }));
  const files = [
    ...fileShapes(cookie),
    ...seatShapes(cookie, await seatsPath()),
    ...vendorShapes(vendor),
    ...agreementShapes(vendor),
  ];
  const all: Omit<Shape, "status">[] = [
    ...signIns,
    ...rows,
    code,
    ...states,
    ...files,
    ...jsonShapes(),
  ];
  return all.map((one) => ({ status: 400, ...one }));
}

const HEADING = "EMAIL ADDRESS,FIRST NAME,LAST NAME,PREFERRED LANGUAGE,COUNTRY/REGION,ROLE";

const MEGABYTE = 1024 * 1024;

function fileShapes(cookie: string) {
  const people = (name: string, text: string, leadsTo: RegExp) => ({
    ...{ name: `people: ${name}`, type: MULTIPART, body: file("people.csv", text), leadsTo },
    ...{ path: `/api/accounts/${CONTOSO}/imports`, headers: { Cookie: cookie } },
  });
  const many = "x\n".repeat(400);
  const longest = `${HEADING}${`,${"h".repeat(250)}`.repeat(54)}`;
  return [
    people(
      "a heading of 7,919 columns",
      `${HEADING}${",a".repeat(7913)}\n${many}`,
      /importTooManyColumns/,
    ),
    people("60 long columns, 400 rows", `${longest}\n${many}`, /import\/[\da-f-]{36}$/),
    people("a mark never closed", `${HEADING}\n"${"a,b\n".repeat(250_000)}`, /importRowTooLong/),
    people(
      "rows of commas",
      `${HEADING}\n${`${",".repeat(15_000)}\n`.repeat(60)}`,
      /importTooManyColumns/,
    ),
    people("bytes of no text", "\0".repeat(MEGABYTE), /importNul/),
  ];
}

/** Where the lists of a new subscription are posted to. */
async function seatsPath(): Promise<string> {
  const account = await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: CONTOSO } });
  const now = new Date();
  const { id } = await db.subscription.create({
    data: {
      ...{ purchasingAccountId: account.id, serviceKey: "HOSTILE", service: "Hostile" },
      ...{ name: "Hostile", seats: 5, seatsTaken: 0, recordedAt: now },
      ...{ from: now, until: new Date(now.getTime() + 90 * 86_400_000) },
    },
  });
  return `/api/accounts/${CONTOSO}/services/${id}/seats`;
}

function seatShapes(cookie: string, path: string) {
  const seats = (name: string, text: string) => ({
    ...{ name: `seats: ${name}`, type: MULTIPART, body: file("seats.csv", text) },
    ...{ path, headers: { Cookie: cookie }, leadsTo: /answer=/ },
  });
  return [
    seats("5,001 addresses", "a@contoso.com\n".repeat(5001)),
    seats("rows of 1,000 addresses", `${"a@b.c,".repeat(1000)}\n`.repeat(400)),
    seats("a mark never closed", `EMAIL\n"${"a@contoso.com\n".repeat(250_000)}`),
    seats("a heading without an end", "h".repeat(4 * MEGABYTE)),
    seats("bytes of no text", "\0".repeat(MEGABYTE)),
  ];
}

/** Names of files that the set doesn't have: what is read without being kept for the worker. */
function vendorShapes(cookie: string) {
  const data = (name: string, body: Buffer, leadsTo = /operator\/data/) => ({
    ...{ name: `vendor's files: ${name}`, type: MULTIPART, body, leadsTo },
    ...{ path: "/api/operator/data", headers: { Cookie: cookie } },
  });
  const many = Array.from({ length: 1001 }, (_, n) => [`f${n}"; filename="${n}.csv`, "x"] as const);
  return [
    data("1,001 files", multipart(many)),
    data("4 MB that aren't known", file("unknown.csv", ",".repeat(4 * MEGABYTE))),
    data("4 MB and no file", multipart([["run", "x".repeat(4 * MEGABYTE)]]), /refused=/),
  ];
}

function jsonShapes() {
  const paths = ["/api/password-strength", "/api/v1/services/SVC-100/access"];
  return paths.map((path) => ({
    ...{ name: `${path}: 900 kB of brackets`, type: "application/json", path },
    ...{ body: Buffer.from("[".repeat(900_000)), headers: {} },
  }));
}

function agreementShapes(cookie: string) {
  const agreements = (name: string, text: string) => ({
    ...{ name: `agreements: ${name}`, type: MULTIPART, body: file("agreements.json", text) },
    ...{ path: "/api/operator/agreements", headers: { Cookie: cookie }, leadsTo: /answer=/ },
  });
  const keys = Array.from({ length: 29_000 }, (_, n) => `"k${n}":1`).join(",");
  return [
    agreements("4 MB of brackets", "[".repeat(4 * MEGABYTE)),
    agreements("two million numbers", `[${"1,".repeat(2 * MEGABYTE)}1]`),
    agreements("29,000 keys that nobody knows", `{${keys}}`),
    agreements("999 empty records", `[${"{},".repeat(998)}{}]`),
    agreements("4 MB of one text", `"${"x".repeat(4 * MEGABYTE)}"`),
  ];
}

function file(fileName: string, text: string): Buffer {
  const body = multipart([["file", text]]).toString("utf8");
  return Buffer.from(body.replace('name="file"', `name="file"; filename="${fileName}"`));
}

async function post(
  url: string,
  { name, type, path, headers, body, leadsTo }: Shape,
): Promise<void> {
  const own = { Origin: url, "Sec-Fetch-Site": "same-origin", "Content-Type": type, ...headers };
  const sent = {
    method: "POST",
    headers: own,
    body: new Uint8Array(body),
    redirect: "manual",
  } as const;
  const answer = await fetch(`${url}${path}`, sent);
  await answer.arrayBuffer();
  const to = answer.headers.get("location") ?? "";
  if (answer.status >= 500 && answer.status !== 503) complain(`${name}: ${answer.status}`);
  if (leadsTo && !leadsTo.test(to)) complain(`${name}: ${answer.status} ${to}`);
}

/** Everybody else, in a process of their own: what posts must not hold up whoever measures. */
async function startOthers(url: string) {
  const child = fork(path.join(import.meta.dirname, "other-people.ts"), [url, actionId(SIGN_IN)], {
    execArgv: ["--import", "tsx"],
  });
  const told = async (question: "since" | "stop") => {
    child.send(question);
    const [waits] = (await once(child, "message")) as [Waits];
    return waits;
  };
  await once(child, "message");
  return {
    /** Since it was last asked for. */
    longest: async (what: keyof Waits) => Math.max(0, ...(await told("since"))[what]),
    stop: () => told("stop"),
  };
}

async function waitsDuring(
  url: string,
  run: (others: Awaited<ReturnType<typeof startOthers>>) => Promise<unknown>,
): Promise<Waits> {
  const others = await startOthers(url);
  await run(others);
  return others.stop();
}

/** The cookie of a new session. */
async function signIn(url: string, email: string): Promise<string> {
  const answer = await postSignIn(url, actionId(SIGN_IN), email);
  const set = answer.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
  return set.filter((cookie) => !cookie.endsWith("=")).join("; ");
}

async function times(count: number, run: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done += 1) await run();
}

const together = (count: number, run: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, run));

/** Milliseconds of the server's own CPU for each of so many requests. */
async function cpuOf(pid: number, requests: number, run: () => Promise<unknown>): Promise<number> {
  const before = cpuTime(pid);
  await run();
  return (cpuTime(pid) - before) / requests;
}

/** The kernel counts hundredths of a second: user and system. */
function cpuTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

function quantile(all: readonly number[], part: number): number {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
