import startStack from "../setup/e2e-stack";
import { printVerdict } from "./report";

/** Run by bin/bench.mjs: the portal as production serves it, filled and measured. */
const stop = await startStack();
process.on("SIGTERM", () => void stop().then(() => process.exit(1)));
// Before lib/env is read for the first time.
Object.assign(process.env, JSON.parse(process.env.E2E_ENVIRONMENT ?? "{}"), { NODE_ENV: "test" });

let kept = false;
try {
  const quick = process.argv.includes("--quick");
  const { measureAccounts } = await import("./accounts");
  const { fill } = await import("./fill");
  const { measurePages } = await import("./pages");
  const { measurePeople } = await import("./people");
  const { measureMails, measureSignIn } = await import("./work");
  const world = await fill(quick ? 50_000 : 1_000_000);
  await measurePages(world);
  await measurePeople(world);
  await measureSignIn();
  await measureMails(world);
  await measureAccounts(world.members);
  kept = printVerdict();
} finally {
  await stop();
}
process.exit(kept ? 0 : 1);
