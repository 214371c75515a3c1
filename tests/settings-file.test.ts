import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { SETTINGS } from "../bin/setting-names.mjs";
import { readSettingsFile } from "../bin/settings-file.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "portal-settings-"));
const file = path.join(folder, ".env");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(content: string | Buffer) {
  writeFileSync(file, content);
  return readSettingsFile(file);
}

const MARK = "\uFEFF";
const bigEndian = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("a settings file", () => {
  test.each([
    ["a byte order mark", `${MARK}DEMO=off\nVENDOR_NAME=After`],
    ["spaces around the equals sign", "DEMO = off\n  VENDOR_NAME\t=\tAfter  "],
    ["Windows' line ends", "DEMO=off\r\n\r\nVENDOR_NAME=After\r\n"],
    ["comments and export", "# a comment = DEMO=on\nexport DEMO=off\nVENDOR_NAME='After' # later"],
    ["quotation marks of each kind", 'DEMO="off"\nVENDOR_NAME=`After`'],
  ])("is read with %s", (_, text) => {
    expect(read(text)).toEqual({ DEMO: "off", VENDOR_NAME: "After" });
  });

  test("is read as UTF-16, which Windows' editors call Unicode", () => {
    const text = `${MARK}DEMO=off\r\nVENDOR_NAME=Après\r\n`;
    for (const bytes of [Buffer.from(text, "utf16le"), bigEndian(text)]) {
      expect(read(bytes)).toEqual({ DEMO: "off", VENDOR_NAME: "Après" });
    }
  });

  test.each([
    ["UTF-16 without its mark", Buffer.from("DEMO=off", "utf16le")],
    ["another encoding", Buffer.from("VENDOR_NAME=Après", "latin1")],
    ["something that is no settings file", Buffer.alloc(70_000, "a")],
  ])("stops the start in words: %s", (_, bytes) => {
    expect(() => read(bytes)).toThrow(/isn't a text file that can be read\. Save it as UTF-8/);
  });

  test.each([
    [
      "DEMO=off\nSMTP_URL=smtp://u:pa#ss@mail.example.com",
      /line 2: The value of SMTP_URL holds a #/,
    ],
    ["PORT=3000 # the usual", /line 1: The value of PORT holds a #/],
    ["DEMO=off\n\nDATABSE_URL=x", /line 3: There is no setting DATABSE_URL.*mean DATABASE_URL\?/],
    ["database_url=x", /line 1: There is no setting database_url.*mean DATABASE_URL\?/],
    ["SMTP=x", /mean SMTP_URL\?/],
    ["DEMO: off", /line 1: This isn't NAME=value/],
    ['VENDOR_NAME="After', /line 1: The value of VENDOR_NAME begins with "/],
    ['VENDOR_NAME="After" and more', /line 1: The value of VENDOR_NAME begins with "/],
  ])("stops the start with the line: %s", (text, problem) => {
    expect(() => read(text)).toThrow(problem);
  });

  test("keeps a # and everything else between quotation marks", () => {
    const url = "smtp://u:pa#$s'\\n=@mail.example.com";
    expect(read(`SMTP_URL="${url}"`)).toEqual({ SMTP_URL: url });
  });

  test("is none: no settings", () => {
    rmSync(file, { force: true });
    expect(readSettingsFile(file)).toEqual({});
  });
});

test("the example, the guide and the portal know the same settings", () => {
  const names = (text: string, pattern: RegExp) =>
    Array.from(text.matchAll(pattern), ([, name]) => name).sort();
  const known = [...SETTINGS].sort();
  expect(names(readFileSync(".env.example", "utf8"), /^# ([A-Z_]+)=/gm)).toEqual(known);
  const guide = names(readFileSync("docs/self-hosting.md", "utf8"), /^\| `([A-Z_]+)` +\|/gm);
  expect(guide).toEqual(known);
  const read = names(readFileSync("lib/env.ts", "utf8"), /^ {2}([A-Z_]+): /gm);
  expect(known).toEqual(
    expect.arrayContaining(read.filter((name) => !name?.startsWith("PORTAL_"))),
  );
});

/** A checkout of its own, so that its .env is nobody's; it stops before anything is installed. */
function start(env: string | Buffer, environment: Record<string, string> = {}) {
  const checkout = mkdtempSync(path.join(folder, "checkout-"));
  cpSync("bin", path.join(checkout, "bin"), { recursive: true });
  writeFileSync(path.join(checkout, ".env"), env);
  const { PATH = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/start.mjs"], {
    cwd: checkout,
    env: { PATH, NODE_ENV: "production", ...environment },
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

describe("a start", () => {
  const DATABASE = "postgresql://portal:hidden-words@db.example.com:5433/portal";

  test.each([
    ["a byte order mark", `${MARK}DATABASE_URL=${DATABASE}\n`],
    ["a mark and spaces", `${MARK}DATABASE_URL = ${DATABASE}\n`],
    ["UTF-16", Buffer.from(`${MARK}DATABASE_URL=${DATABASE}\n`, "utf16le")],
  ])("with a database in a file with %s never comes up embedded", (_, env) => {
    const { status, stdout, stderr } = start(env);
    expect(stdout).toContain("postgresql://db.example.com:5433/portal   (.env)");
    expect(stdout + stderr).not.toMatch(/embedded|hidden-words/);
    expect(stderr).toContain("DATABASE_URL is set, but SECRETS is not");
    expect(status).toBe(1);
  });

  test("says first where database, mail and address come from", () => {
    const { stdout } = start("SMTP_URL=smtps://u:hidden-words@mail.example.com\n", {
      APP_URL: "https://portal.example.com",
      DATABASE_URL: DATABASE,
    });
    const [, database, mail, address] = stdout.split("\n").map((line) => line.trim());
    expect(database).toBe("Database  postgresql://db.example.com:5433/portal   (environment)");
    expect(mail).toBe("Mail      smtps://mail.example.com   (.env)");
    expect(address).toBe("Address   https://portal.example.com   (environment)");
    expect(stdout).not.toContain("hidden-words");
  });

  test("with a mistake in the file starts nothing", () => {
    const { status, stdout, stderr } = start("DEMO=off\nDATABASE_ULR=x\n");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "Business Center\n" });
    expect(stderr).toMatch(/\.env, line 2: There is no setting DATABASE_ULR/);
  });

  test("takes others' names in the environment for what they are", () => {
    const { stderr } = start(`DATABASE_URL=${DATABASE}\n`, { DATABASE_ULR: "x", COLOR: "#" });
    expect(stderr).toContain("SECRETS is not");
  });
});
