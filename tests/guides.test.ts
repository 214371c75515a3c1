import { expect, test } from "vitest";
import messages from "../messages/en.json";
import { AREA_KEYS, AREAS, type Part } from "../app/support/area-guides";

test.each(AREA_KEYS)("the guide to %s has words for each of its steps, and none besides", (key) => {
  const { lead, ...parts } = messages.support[key];
  expect(lead).not.toBe("");
  const steps = Object.entries<Part>(AREAS[key].parts).map(([part, { steps: own }]) => [
    part,
    ["title", ...own],
  ]);
  expect(Object.entries<object>(parts).map(([part, words]) => [part, Object.keys(words)])).toEqual(
    steps,
  );
});
