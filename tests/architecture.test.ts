import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ACTIONS, PAGES, ROUTES } from "./access-matrix";

const root = path.join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Our own source files below these folders, relative to the root. */
function sources(...folders: string[]): string[] {
  return folders.filter((folder) => existsSync(path.join(root, folder))).flatMap(filesBelow);
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith("prisma/generated/") && !file.includes("/.next/"));
}

const ours = sources("app", "components", "emails", "lib", "prisma");
const everything = [...ours, ...sources("bin", "tests")];
const inRoot = readdirSync(root).filter((name) => /\.(ts|mjs)$/.test(name));

/** What a file imports, also only for its types and also while it runs. */
function importsOf(file: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']/g;
  return [...read(file).matchAll(pattern)].map(([, name]) => name ?? "");
}

describe("the access matrix", () => {
  const ending = (name: string) => ours.filter((file) => path.basename(file) === name).sort();

  test("has a row for every page, and no row without one", () => {
    expect(Object.keys(PAGES).sort()).toEqual(ending("page.tsx"));
  });

  test("has a row for every route handler, and no row without one", () => {
    expect(Object.keys(ROUTES).sort()).toEqual([...ending("route.ts"), ...ending("route.tsx")]);
  });

  test("has a row for every server action, and no row without one", () => {
    const exported = actionFiles().flatMap((file) =>
      exportsOf(file).map(({ name }) => `${file}#${name}`),
    );
    expect(Object.keys(ACTIONS).sort()).toEqual(exported.sort());
  });
});

describe("server actions", () => {
  test("stand in files that say so in their first line", () => {
    const inside = ours.filter((file) => /^\s+["']use server["']/m.test(read(file)));
    expect(inside).toEqual([]);
  });

  test("check that a post comes from our own pages before they do anything", () => {
    const unchecked = actionFiles().flatMap((file) =>
      exportsOf(file)
        .filter(({ text }) => !MADE_BY_WRAPPER.test(text) && !CHECKS_FIRST.test(text))
        .map(({ name }) => `${file}#${name}`),
    );
    expect(unchecked).toEqual([]);
  });

  test("are wrapped by nothing that does not check the origin", () => {
    for (const file of ["lib/auth/form-action.ts", "lib/auth/rows-form-action.ts"]) {
      const [, firstInTry] = /try \{\s*([^\n]+)/.exec(read(file)) ?? [];
      expect(firstInTry, file).toBe("await checkOrigin();");
    }
  });
});

const MADE_BY_WRAPPER =
  /^export const \w+ = (public|person|member|rows|partner|operator|staff)FormAction\(/;
const CHECKS_FIRST = /^export async function \w+\([^)]*\)[^{]*\{\s*await checkOrigin\(\);/;

function actionFiles(): string[] {
  return ours.filter((file) => /^["']use server["']/.test(read(file)));
}

function exportsOf(file: string): { name: string; text: string }[] {
  const parts = read(file).split(/^(?=export )/m);
  return parts.slice(1).map((text) => {
    const [, name] =
      /^export (?:default )?(?:async )?(?:function|const|let|class) (\w+)/.exec(text) ?? [];
    if (name === undefined) throw new Error(`${file} exports something unreadable: ${text}`);
    return { name, text };
  });
}

describe("who knows what", () => {
  test("only lib/env.ts reads the settings of the process", () => {
    // prisma/new-migration.ts is a tool that is run by hand;
    const allowed = new Set(["lib/env.ts", "prisma/new-migration.ts"]);
    const readers = ours.filter((file) => /process\.env\b/.test(read(file)) && !allowed.has(file));
    expect(readers).toEqual([]);
    const atRoot = inRoot.filter((file) => /process\.env\b/.test(withoutRuntime(read(file))));
    const configuration = atRoot.filter((file) => !/\.config\.(ts|mjs)$/.test(file));
    expect(configuration).toEqual([]);
  });

  test("only app, components and lib/auth know that this is Next", () => {
    const strangers = everything.filter(
      (file) =>
        !/^(app|components|lib\/auth|bin)\//.test(file) &&
        importsOf(file).some((name) => /^next(\/|$)/.test(name)),
    );
    expect(strangers).toEqual([]);
  });

  test("only lib/auth/redirect.ts leads to another address: it says how one stands in a header", () => {
    const pattern = /import \{[^}]*\b(permanentR|r)edirect\b[^}]*\} from "next\/|\bLocation:/;
    expect(ours.filter((file) => pattern.test(read(file)))).toEqual(["lib/auth/redirect.ts"]);
  });

  test("no code of the browser imports the catalogue, zod, Conform or the word lists", () => {
    const heavy = /^(zod|@conform-to\/|@zxcvbn-ts\/)|(^|\/)messages\/[\w-]+\.json$/;
    const offenders = browserFiles().flatMap((file) =>
      valueImportsOf(file)
        .filter((name) => heavy.test(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(offenders).toEqual([]);
  });
});

function withoutRuntime(text: string): string {
  return text.replaceAll("process.env.NEXT_RUNTIME", "");
}

/** Every file marked for the browser and all that it pulls in. */
function browserFiles(): string[] {
  const found = new Set(ours.filter((file) => /^["']use client["']/.test(read(file))));
  for (const file of found) {
    for (const name of valueImportsOf(file)) {
      const target = resolve(file, name);
      if (target && !/^["']use server["']/.test(read(target))) found.add(target);
    }
  }
  return [...found];
}

/** Imports that reach the bundle: those of types alone don't. */
function valueImportsOf(file: string): string[] {
  const statements = read(file).matchAll(
    /^(?:import|export)\s(?!type\b)([^;]*?)["']([^"']+)["'];/gm,
  );
  return [...statements]
    .filter(([, clause]) => !/^\{(\s*type [^,}]+,?)+\s*\}\s*from\s*$/.test(clause ?? ""))
    .map(([, , name]) => name ?? "");
}

function resolve(from: string, name: string): string | undefined {
  const base = name.startsWith("@/")
    ? name.slice(2)
    : name.startsWith(".")
      ? path.join(path.dirname(from), name)
      : undefined;
  return base && ["", ".ts", ".tsx"].map((end) => base + end).find((file) => ours.includes(file));
}

describe("the files", () => {
  test("include no barrel", () => {
    expect(everything.filter((file) => /(^|\/)index\.(ts|tsx|mjs)$/.test(file))).toEqual([]);
  });

  test("lie with their concept, in no folder for leftovers", () => {
    const leftovers = /(^|\/)(hooks|utils|util|services|types|helpers|common|misc|shared)\//;
    // What customers call services is a screen and an address.
    const places = everything.map((file) => file.replace(/^(app\/.+)\/services\//, "$1/"));
    expect(places.filter((file) => leftovers.test(file))).toEqual([]);
  });
});

describe("what is installed", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { version?: string }>;
  };

  test.each([
    ["next-auth", "4.24.15"],
    ["next", "16.4.5"],
    ["nodemailer", "10.6.0"],
    ["react", "19.3.1"],
    ["react-dom", "19.3.1"],
  ])("%s is nowhere older than %s, which closed known holes", (name, minimum) => {
    const versions = Object.entries(packages)
      .filter(([place]) => place.endsWith(`node_modules/${name}`) && !KEPT_APART.test(place))
      .map(([place, { version = "0" }]) => ({ place, version }));
    expect(versions).not.toEqual([]);
    expect(versions.filter(({ version }) => isOlder(version, minimum))).toEqual([]);
  });
});

// MailDev and mailparser bring an older nodemailer for themselves: no mail of the portal goes through it.
const KEPT_APART = /^node_modules\/(maildev|mailparser)\//;

function isOlder(version: string, minimum: string): boolean {
  const [mine = [], least = []] = [version, minimum].map((text) =>
    text.split(/[.-]/).slice(0, 3).map(Number),
  );
  const at = [0, 1, 2].find((index) => mine[index] !== least[index]);
  return at !== undefined && (mine[at] ?? 0) < (least[at] ?? 0);
}
