import { expect, test } from "vitest";
import { hashPassword, MOST_WAITING, verifyPassword } from "../lib/accounts/password-hash";
import { DomainError } from "../lib/errors";

/** Three are hashed at a time. */
const ROOM = MOST_WAITING + 3;

test("the queue before hashing is 30 long; who comes later is told so at once", async () => {
  expect(MOST_WAITING).toBe(30);
  const stored = await hashPassword("a long password for one");
  const all = await Promise.allSettled(
    Array.from({ length: ROOM + 40 }, () => verifyPassword(stored, "a long password for one")),
  );
  const refused = all.filter((one) => one.status === "rejected");
  expect(all.filter((one) => one.status === "fulfilled" && one.value)).toHaveLength(ROOM);
  expect(refused).toHaveLength(40);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(DomainError);
    expect(reason).toMatchObject({ code: "busy" });
  }
  expect(await verifyPassword(stored, "a long password for one")).toBe(true);
});
