import { db } from "../../lib/db/client";
import { playDomain, playSeats } from "../../prisma/demo-domain";
import { playDownloads } from "../../prisma/demo-downloads";
import { playHistory } from "../../prisma/demo-history";
import { CONTOSO, FABRIKAM, OPERATOR } from "../world";
import { withBareApp } from "./bare-app";
import type { World } from "./fill";
import { type Answerer, ask, type Cost, costOf, memoryOf } from "./load";
import { cookieOf } from "./pages";
import { heading, row } from "./report";

const COLUMNS = ["pages/s", "p50 ms", "p99 ms", "CPU ms", "kB", "÷ floor"];

/**
 * Every kind of page over HTTP, eight connections at a time, three rounds of so many milliseconds;
 * then memory after so many answers.
 */
export async function measurePagesOverHttp(
  world: World,
  round: number,
  answers: number,
): Promise<void> {
  await playPurchases();
  const pid = Number(process.env.E2E_SERVER_PID);
  heading("Pages over HTTP, 8 connections", "bare Next with 50 rows by one query", COLUMNS);
  const floor = await measureFloor(round);
  const before = memoryOf(pid);
  const pages = await pagesOf(world, pid);
  let given = 0;
  for (const [what, page] of pages) {
    const cost = await costOf(page, round);
    given += cost.answers;
    print(what, cost, floor);
  }
  // Of each kind the same number, until there were enough.
  const each = Math.max(0, answers - given) / pages.length;
  for (const [, page] of pages) given += await ask(page, each);
  row("memory before, MB", [before.toFixed(0)]);
  row(`memory after ${given} answers, MB`, [memoryOf(pid).toFixed(0)]);
}

/** Orders, licenses, keys, services and software, as in the demo world. */
async function playPurchases(): Promise<void> {
  const now = new Date();
  await playHistory(now);
  await playDownloads(now);
  await playDomain(now);
  await playSeats(now);
}

async function measureFloor(round: number): Promise<number> {
  let floor = NaN;
  await withBareApp(async (url, pid) => {
    for (const [what, path] of [
      ["bare Next, one sentence", "/"],
      ["bare Next, 50 rows", "/list"],
    ] as const) {
      const cost = await costOf({ address: new URL(path, url), pid }, round);
      floor = cost.perSecond;
      print(what, cost);
    }
  });
  return floor;
}

type Page = [what: string, page: Answerer];

async function pagesOf({ small, large }: World, pid: number): Promise<Page[]> {
  const at = (path: string, cookie = ""): Answerer => {
    return { address: new URL(path, process.env.E2E_URL), cookie, pid };
  };
  const dana = await cookieOf(large.administrator.userId);
  const ravi = await cookieOf(small.administrator.userId);
  const account = `/accounts/${CONTOSO}`;
  const of = (path: string): Page => [path || "home", at(account + path, dana)];
  const inList = async (path: string): Promise<Page> => {
    return [`${path}/…`, at(await firstIn(at(account + path, dana)), dana)];
  };
  const many = large.size.toLocaleString("en");
  return [
    ["/sign-in", at("/sign-in")],
    ["/support/register", at("/support/register")],
    ["/profile", at("/profile", dana)],
    of(""),
    [`/access of ${small.size.toLocaleString("en")}`, at(`/accounts/${FABRIKAM}/access`, ravi)],
    [`/access of ${many}`, at(`${account}/access`, dana)],
    await inList("/access"),
    ...["/access/invite", "/access/import", "/activity", "/search?q=harbor"].map(of),
    ...["/agreements", "/orders"].map(of),
    await inList("/orders"),
    of("/licenses"),
    await inList("/licenses"),
    ...["/keys", "/downloads", "/services", "/domains"].map(of),
    ...["/reports", "/reports/orders", "/reports/licenses", "/reports/people"].map(of),
    ...(await staffPages(at)),
  ];
}

async function staffPages(at: (path: string, cookie: string) => Answerer): Promise<Page[]> {
  const mira = await cookieOfAddress("mira.chen@proseware.com");
  const elena = await cookieOfAddress(OPERATOR.email);
  const withCookie = (cookie: string) => (path: string) => [path, at(path, cookie)] as Page;
  return [
    ...["/partner", `/partner/accounts/${CONTOSO}`].map(withCookie(mira)),
    ...["/operator", `/operator/accounts/${CONTOSO}`, "/operator/activity", "/operator/mail"].map(
      withCookie(elena),
    ),
  ];
}

async function cookieOfAddress(emailKey: string): Promise<string> {
  const { id } = await db.user.findUniqueOrThrow({ where: { emailKey } });
  return cookieOf(id);
}

/** Where the first row of a list leads. */
async function firstIn({ address, cookie = "" }: Answerer): Promise<string> {
  const html = await (await fetch(address, { headers: { cookie } })).text();
  const below = new RegExp(`href="(${address.pathname}/[^/"?]*[0-9][^/"?]*)[?"]`);
  const [, path] = below.exec(html) ?? [];
  if (path === undefined) throw new Error(`${address.pathname} leads nowhere`);
  return path;
}

function print(what: string, cost: Cost, floor?: number): void {
  row(what, [
    cost.perSecond.toFixed(1),
    cost.p50.toFixed(0),
    cost.p99.toFixed(0),
    cost.cpu.toFixed(1),
    cost.kilobytes.toFixed(0),
    floor === undefined ? "" : (cost.perSecond / floor).toFixed(2),
  ]);
}
