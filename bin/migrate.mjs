import { createInterface } from "node:readline";
import { startNode } from "./child.mjs";
import { Problem } from "./problem.mjs";

/**
 * Brings the database's schema up to date and loads the demo world where it applies. Returns what
 * it printed after "demo: ", which belongs at the end where people look.
 */
export async function migrate(env, say) {
  const child = startNode(["--import", "tsx", "lib/cli.ts", "migrate"], { env, stdio: "pipe" });
  const demo = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.startsWith("demo: ")) demo.push(line.slice("demo: ".length));
    else if (line.trim()) say(line);
  });
  child.stderr.pipe(process.stderr);
  const closed = new Promise((resolve) => child.once("close", resolve));
  const how = await child.ended;
  await closed;
  if (how === "exit code 0") return demo;
  throw new Problem(
    `The database could not be brought up to date (${how}); the lines above say why.\n` +
      "When the database is your own: does DATABASE_URL name it, and may its user create tables?",
  );
}
