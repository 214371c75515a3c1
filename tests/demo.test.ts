import { rm, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { db } from "../lib/db/client";
import { env } from "../lib/env";
import { playDemo } from "../prisma/seed";
import { refusal } from "./factories";

test("a demo world that was cut off says so at the next start, whichever step it came to", async () => {
  // Where the software is to be written, something else lies.
  await writeFile(env.storageDirectory, "");
  await expect(playDemo()).rejects.toThrow();
  expect(await db.order.findFirst()).not.toBeNull();
  expect(await refusal(playDemo())).toMatchObject({ key: "demoCutOff" });
  await rm(env.storageDirectory);
});

test("a database of somebody's own is left alone", async () => {
  await db.$executeRaw`TRUNCATE "Organization", "User" CASCADE`;
  await db.organization.create({
    data: { number: "ORG-1", numberKey: "ORG1", name: "Own", country: "US", createdAt: new Date() },
  });
  expect(await playDemo()).toEqual([]);
});
