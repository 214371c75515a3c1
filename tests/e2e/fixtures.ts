import { execFile } from "node:child_process";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { test as base, expect, type BrowserContext } from "@playwright/test";
import type { ReceivedMail } from "../setup/smtp-sink";

export { expect };

type MailQuery = { to: string; subject?: string; after?: number };

export type Mailbox = {
  /** Waits until a mail has arrived at the SMTP server; the newest of the matching ones. */
  waitFor: (query: MailQuery) => Promise<ReceivedMail>;
  /** What has arrived by now, oldest first. */
  all: (query?: Partial<MailQuery>) => Promise<ReceivedMail[]>;
};

export type Portal = (
  args: string[],
  input?: string,
) => Promise<{ code: number; stdout: string; stderr: string }>;

export type Problems = {
  /** Accepts an error in the browser that this test causes on purpose. */
  allow: (pattern: RegExp) => void;
};

/** For specs that only ask and post: without a page no browser has to make a context for each test. */
export const requestTest = base.extend<{ mailbox: Mailbox; portal: Portal }>({
  baseURL: async ({}, use) => use(setting("E2E_URL")),
  mailbox: async ({}, use) => use({ waitFor, all: (query = {}) => fetchMails(query) }),
  // The operator's command line on the same database.
  portal: async ({}, use) => use(runPortal),
});

export const test = requestTest.extend<{ problems: Problems }>({
  problems: [
    async ({ context }, use) => {
      const found: string[] = [];
      const allowed: RegExp[] = [];
      await watch(context, found);
      await use({ allow: (pattern) => allowed.push(pattern) });
      await keepCookies(context);
      const unexpected = found.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      expect(unexpected, "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],
});

/** Notes the cookies that a test ended with: secrets.spec.ts looks for them where none may be. */
async function keepCookies(context: BrowserContext): Promise<void> {
  const values = (await context.cookies()).map(({ name, value }) => `${name} ${value}\n`);
  appendFileSync(cookieFile(), values.join(""), { mode: 0o600 });
}

export const cookieFile = () => path.join(path.dirname(setting("E2E_LOG")), "cookies.txt");

/** Errors of scripts, of the console, and reports of the content security policy. */
async function watch(context: BrowserContext, found: string[]): Promise<void> {
  context.on("weberror", (problem) => found.push(`page error: ${problem.error().message}`));
  context.on("console", (message) => {
    if (message.type() === "error") {
      found.push(`console: ${message.text()} ${message.location().url}`.trim());
    }
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
}

async function waitFor(query: MailQuery): Promise<ReceivedMail> {
  const mail = (await fetchMails(query, 15_000)).at(-1);
  if (!mail) throw new Error(`No mail to ${query.to} arrived within 15 seconds`);
  return mail;
}

async function fetchMails(query: Partial<MailQuery>, wait = 0): Promise<ReceivedMail[]> {
  const url = new URL(setting("E2E_MAIL_URL"));
  for (const [name, value] of Object.entries({ ...query, wait })) {
    url.searchParams.set(name, String(value));
  }
  const answer = await fetch(url);
  return (await answer.json()) as ReceivedMail[];
}

function runPortal(args: string[], input = ""): ReturnType<Portal> {
  const settings = JSON.parse(setting("E2E_ENVIRONMENT")) as Record<string, string>;
  const env = { ...process.env, ...settings };
  return new Promise((resolve) => {
    const command = ["--import", "tsx", "lib/cli.ts", ...args];
    const child = execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is missing: run the specs through Playwright's configuration`);
  return value;
}
