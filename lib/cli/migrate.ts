import { parseArgs } from "node:util";
import { playDemo } from "../../prisma/seed";
import { migrate } from "../db/migrate";
import { env } from "../env";
import { type Command, print } from "./command";

export const migrateCommand: Command = {
  usage: "[--json]",
  what: "brings the database's schema up to date; loads the demo world into a new embedded one",
  run: async (args) => {
    const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
    const applied = await migrate(env.DATABASE_URL);
    const demo = env.demo ? await playDemo() : [];
    print(values.json, { applied, demo }, [
      applied.length === 0 ? "The schema is up to date." : `Applied: ${applied.join(", ")}`,
      ...demo.map((line) => `demo: ${line}`),
    ]);
    return 0;
  },
};
