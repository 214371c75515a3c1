import { expect, test } from "vitest";
import { keepAnswer, keptAnswer } from "../lib/auth/upload-answers";

const answer = { kind: "noFile" } as const;
const keep = (userId: string) => keepAnswer("agreements", userId, answer, 0);
const kept = (userId: string, id: string) => keptAnswer("agreements", userId, id, 0);

test("one person's answers push out none of another's, and of their own the oldest", () => {
  const theirs = keep("bo");
  const mine = Array.from({ length: 100 }, () => keep("ann"));
  expect(kept("bo", theirs)).toEqual(answer);
  expect(mine.filter((id) => kept("ann", id) !== null)).toEqual(mine.slice(-5));
  expect(kept("bo", mine[99] ?? "")).toBeNull();
});
