import { writeFile } from "node:fs/promises";
import { pool } from "../../lib/db/client";
import { playWorld } from "../../prisma/seed";
import { NOW, PASSWORD } from "../factories";
import { rowsOf } from "./world-rows";

// In a process of its own, whose settings are those of the tests: plays the cast and writes down its rows.
const [file = ""] = process.argv.slice(2);
await playWorld(PASSWORD, NOW);
const client = await pool.connect();
await writeFile(file, JSON.stringify(await rowsOf(client)));
process.exit(0);
