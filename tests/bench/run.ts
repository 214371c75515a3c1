import startStack from "../setup/e2e-stack";
import type { World } from "./fill";
import { printVerdict } from "./report";

/** Run by bin/bench.mjs: the portal as production serves it, filled and measured. */
const PARTS = [
  "pages",
  "pages-http",
  "people",
  "sign-in",
  "invite",
  "import",
  "mail",
  "data",
  "reports",
  "accounts",
  "access",
  "hostile",
] as const;

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = asked.find((word) => !(PARTS as readonly string[]).includes(word));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; the parts are ${PARTS.join(", ")}`);
  process.exit(1);
}

const stop = await startStack();
process.on("SIGTERM", () => void stop().then(() => process.exit(1)));
// Before lib/env is read for the first time.
Object.assign(process.env, JSON.parse(process.env.E2E_ENVIRONMENT ?? "{}"), { NODE_ENV: "test" });

let met = false;
try {
  const { fill } = await import("./fill");
  const quick = process.argv.includes("--quick");
  const world = await fill(quick ? 50_000 : 1_000_000);
  await measure(world, quick);
  met = printVerdict();
} finally {
  await stop();
}
process.exit(met ? 0 : 1);

async function measure(world: World, quick: boolean): Promise<void> {
  const { measureAccess } = await import("./access");
  const { measureAccounts } = await import("./accounts");
  const { measureData } = await import("./data");
  const { measureHostile } = await import("./hostile");
  const { measureImport } = await import("./import");
  const { measureInvite } = await import("./invite");
  const { measureMail } = await import("./mail");
  const { measurePages } = await import("./pages");
  const { measurePagesOverHttp } = await import("./pages-http");
  const { measurePeople } = await import("./people");
  const { measureReports } = await import("./reports");
  const { measureSignIn } = await import("./sign-in");
  const measures: Record<(typeof PARTS)[number], () => Promise<void>> = {
    pages: () => measurePages(world),
    "pages-http": () => measurePagesOverHttp(world, quick ? 1500 : 4000, quick ? 1000 : 10_000),
    people: () => measurePeople(world),
    "sign-in": () => measureSignIn(),
    invite: () => measureInvite(world),
    import: () => measureImport(world, quick ? 2000 : 10_000),
    mail: () => measureMail(world, quick ? 200 : 1000),
    data: () => measureData(quick ? 50_000 : 1_000_000),
    reports: () => measureReports(world, quick ? 50_000 : 1_000_000),
    accounts: () => measureAccounts(world.members),
    access: () => measureAccess(world, quick ? 50_000 : 1_000_000, quick ? 2000 : 6000),
    hostile: () => measureHostile(),
  };
  for (const part of PARTS) {
    if (asked.length === 0 || asked.includes(part)) await measures[part]();
  }
}
