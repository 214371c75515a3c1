import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const AT_MOST = 6;

/** A test that has a word of the file's own counts as so many imports nearer. */
const WORD = 2;

/** It holds what is imported against the text on disk, which has no mutant in it: any change of a list fails it. */
const READS_TEXT = "trail-actions.test.ts";

/** For every file of lib the test files that come closest to it, nearest first. */
export function nearestTests(root: string): (file: string) => string[] {
  const known = new Map<string, string[]>();
  const importsOf = (file: string): string[] => {
    const before = known.get(file);
    if (before) return before;
    const found = importsIn(root, file);
    known.set(file, found);
    return found;
  };
  const tests = readdirSync(path.join(root, "tests"))
    .filter((name) => name.endsWith(".test.ts") && name !== READS_TEXT)
    .map((name) => ({
      name: `tests/${name}`,
      words: wordsOf(root, `tests/${name}`),
      ...reached(`tests/${name}`, importsOf),
    }));
  return (file) => {
    const own = wordsOf(root, file);
    return (
      tests
        .filter(({ distances }) => distances.has(file))
        .map(({ name, distances, size, words }) => ({
          name,
          distance:
            (distances.get(file) ?? 0) - ([...own].some((word) => words.has(word)) ? WORD : 0),
          size,
        }))
        // As near as possible, then those that care for least else.
        .sort((one, other) => one.distance - other.distance || one.size - other.size)
        .slice(0, AT_MOST)
        .map(({ name }) => name)
    );
  };
}

/** Keys of refusals, names of actions and the like: texts of two words and more without a space. */
function wordsOf(root: string, file: string): Set<string> {
  const text = readFileSync(path.join(root, file), "utf8");
  return new Set(text.match(/"[a-z]+(?:[A-Z._][A-Za-z]*)+"/g));
}

/** How many imports lie between a test and what it reaches, and how many files it imports itself. */
function reached(test: string, importsOf: (file: string) => string[]) {
  const distances = new Map([[test, 0]]);
  let edge = [test];
  for (let distance = 1; edge.length > 0; distance += 1) {
    edge = [...new Set(edge.flatMap(importsOf))].filter((file) => !distances.has(file));
    // What all tests share leads everywhere.
    for (const file of edge) distances.set(file, distance + (file.startsWith("tests/") ? 3 : 0));
  }
  return { distances, size: importsOf(test).length };
}

function importsIn(root: string, file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from "(\.[^"]+)";$/gm)].flatMap(
    ([, name = ""]) => {
      const target = path.join(path.dirname(file), name);
      const candidates = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`];
      return candidates.filter((candidate) => existsSync(path.join(root, candidate))).slice(0, 1);
    },
  );
}
