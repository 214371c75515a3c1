import { hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { decode } from "next-auth/jwt";
import { dump, settings } from "./database";
import { cookieFile, expect, test } from "./fixtures";
import { allLinksIn } from "./mails";
import { PASSWORDS } from "./passwords";

// It comes last and looks at what all other specs have left behind: see playwright.config.ts.

test("no token, password, session or key stands in the database or in a log", async ({
  mailbox,
}) => {
  const { SECRETS = "" } = settings();
  const mails = await mailbox.all();
  const tokens = mails.flatMap(({ text }) => allLinksIn(text).flatMap(tokenIn));
  const kept = readFileSync(cookieFile(), "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, value = ""]) => value.length > 60);
  const cookies = kept.map(([, value = ""]) => value);
  const sessions = await Promise.all(
    kept.filter(([name]) => name === "session").map(([, value = ""]) => sessionIn(value, SECRETS)),
  );
  expect(tokens.length).toBeGreaterThan(20);
  expect(sessions.length).toBeGreaterThan(10);

  const rows = await dump();
  const lines = readFileSync(process.env.E2E_LOG ?? "", "utf8").split("\n");
  expect(rows.length).toBeGreaterThan(100);
  expect(lines.length).toBeGreaterThan(100);
  const places = [...rows, ...lines];
  const secrets = [...tokens, ...cookies, ...sessions, ...Object.values(PASSWORDS), SECRETS];
  const found = [...new Set(secrets)].filter((secret) => {
    const spelled = spellings(secret);
    return places.some((text) => spelled.some((spelling) => text.includes(spelling)));
  });
  expect(found).toEqual([]);
});

test("the log shows no path of a link and nothing of a password", () => {
  const log = readFileSync(process.env.E2E_LOG ?? "", "utf8");
  expect(log).not.toMatch(new RegExp(`(${TOKEN_PAGES})/(?!\\[)[\\w-]{20,}`));
  expect(log).toMatch(/\/get-started\/\[redacted\]/);
  expect(log).not.toMatch(/"password|argon2id\$/);
});

const TOKEN_PAGES =
  "get-started|reset-password|set-password|objection|stop-reminders|confirm-email|downloads";

function tokenIn(link: string): string[] {
  const [, token] = new RegExp(`/(?:${TOKEN_PAGES})/([\\w-]+)`).exec(link) ?? [];
  return token === undefined ? [] : [token];
}

/** What a session cookie holds: the secret whose hash the row keeps. */
async function sessionIn(cookie: string, secrets: string): Promise<string> {
  const key = Buffer.from(hkdfSync("sha256", secrets, "business-center", "cookie", 32));
  const token = await decode({ token: cookie, secret: key.toString("base64url") });
  if (typeof token?.sid !== "string") throw new Error("A cookie could not be read");
  return token.sid;
}

/** As plain text, and as a column of bytes or an encoded text would show it. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const plain = [
    secret,
    encodeURIComponent(secret),
    bytes.toString("hex"),
    bytes.toString("base64"),
  ];
  const isToken = /^[\w-]{43}$/.test(secret);
  return isToken ? [...plain, Buffer.from(secret, "base64url").toString("hex")] : plain;
}
