import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ACTIVITY_KINDS } from "../lib/activity/activity-kinds";
import { PERMISSIONS } from "../lib/policy/permissions";
import { RECORDED_IN } from "./trail-actions";

const lib = path.join(import.meta.dirname, "../lib");

/** What reads like an action and is none. */
const NONE = new Set<string>([...PERMISSIONS, "orders.csv"]);

/** Every literal of lib that reads like an action of the trail. */
function actionsOfLib(): string[] {
  const objects = Object.values(ACTIVITY_KINDS).flat().join("|");
  const pattern = new RegExp(`"((?:${objects})\\.[a-z_]+)"`, "g");
  const files = readdirSync(lib, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
  const found = files.flatMap((text) => [...text.matchAll(pattern)].map(([, name = ""]) => name));
  return [...new Set(found)].filter((name) => !NONE.has(name)).sort();
}

test("every action of the trail has a test file that must record it, and no other has one", () => {
  expect(Object.keys(RECORDED_IN).sort()).toEqual(actionsOfLib());
});

test("each of those files exists", () => {
  const missing = Object.values(RECORDED_IN).filter(
    (name) => !existsSync(path.join(import.meta.dirname, `${name}.test.ts`)),
  );
  expect(missing).toEqual([]);
});
