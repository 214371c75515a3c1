import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inRoot, root } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { embeddedSecrets } from "./secrets.mjs";
import { SETTINGS } from "./setting-names.mjs";
import { readSettingsFile } from "./settings-file.mjs";
import { readsNoFiles } from "./run.mjs";
import { trustedProxies } from "./trusted-proxies.mjs";

/** Reads .env (what the environment already says wins) and the settings that bin/ itself needs. */
export function readSettings(file = inRoot(".env")) {
  const origins = takeSettings(readSettingsFile(file));
  const { DATABASE_URL, SMTP_URL, HOST, TRUSTED_PROXIES } = process.env;
  trustedProxies(TRUSTED_PROXIES);
  return {
    port: portFrom(process.env.PORT),
    bouncePort: Number(process.env.BOUNCE_PORT) || undefined,
    host: HOST || (DATABASE_URL ? "0.0.0.0" : "127.0.0.1"),
    dataDir: resolve(root, process.env.DATA_DIR || ".data"),
    storageDir: process.env.STORAGE_DIR ? resolve(root, process.env.STORAGE_DIR) : undefined,
    databaseUrl: DATABASE_URL || undefined,
    smtpUrl: SMTP_URL || undefined,
    origins,
  };
}

/**
 * Puts the file's settings into the environment, and there also an empty one for each that nobody made:
 * Next reads .env on its own, in its own way, and fills in only what isn't there at all.
 */
function takeSettings(fromFile) {
  const origins = {};
  for (const name of SETTINGS) {
    const inFile = process.env[name] === undefined && fromFile[name];
    process.env[name] ??= fromFile[name] ?? "";
    origins[name] = process.env[name] === "" ? "default" : inFile ? ".env" : "environment";
  }
  return origins;
}

/** Where database, mail and address come from; never a password. */
export function whereFrom({ databaseUrl, smtpUrl, port, dataDir, origins }) {
  const line = (what, value, name) => `${what.padEnd(9)} ${value}   (${origins[name]})`;
  const address = process.env.APP_URL || `http://localhost:${port}`;
  const byPort = process.env.APP_URL ? "APP_URL" : "PORT";
  return [
    line("Database", databaseUrl ? placeOf(databaseUrl) : `embedded, ${dataDir}`, "DATABASE_URL"),
    line("Mail", smtpUrl ? placeOf(smtpUrl) : "local mailbox", "SMTP_URL"),
    line("Address", placeOf(address), byPort),
  ];
}

function placeOf(text) {
  if (!URL.canParse(text)) return "an address that can't be read";
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

/** The environment of the portal's own processes, the embedded database's address included. */
export function portalEnvironment(settings, { databaseUrl, smtpUrl, mailboxUrl }) {
  const embedded = settings.databaseUrl === undefined;
  return {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    ...readsNoFiles,
    PORT: String(settings.port),
    HOST: settings.host,
    APP_URL: process.env.APP_URL || `http://localhost:${settings.port}`,
    DATA_DIR: settings.dataDir,
    DATABASE_URL: databaseUrl,
    SMTP_URL: smtpUrl,
    SECRETS: secretsFor(settings),
    ...(settings.storageDir ? { STORAGE_DIR: settings.storageDir } : {}),
    ...(embedded ? { PORTAL_EMBEDDED_DATABASE: "1" } : {}),
    ...(mailboxUrl ? { PORTAL_MAILBOX_URL: mailboxUrl } : {}),
  };
}

/** Notes where the portal and its mailbox answer, so that `portal` prints links that work. */
export function rememberRunning({ DATA_DIR, APP_URL, SMTP_URL, PORTAL_MAILBOX_URL }) {
  const note = JSON.stringify({ APP_URL, SMTP_URL, PORTAL_MAILBOX_URL }, null, 2);
  writeFileSync(join(DATA_DIR, "running.json"), `${note}\n`, { mode: 0o600 });
}

/** What the portal that ran last in this data folder noted. */
export function recallRunning({ dataDir }) {
  try {
    return JSON.parse(readFileSync(join(dataDir, "running.json"), "utf8"));
  } catch {
    return {};
  }
}

/** With a database of one's own, the secrets must be one's own too: refuses without them. */
export function secretsFor({ databaseUrl, dataDir }) {
  if (process.env.SECRETS) return process.env.SECRETS;
  if (databaseUrl === undefined) return embeddedSecrets(dataDir).secrets;
  throw new Problem(
    "DATABASE_URL is set, but SECRETS is not. Links, sessions and codes are derived from it, so it\n" +
      "must stay the same for this database. Make one and keep it where you keep passwords:\n\n" +
      `  node -e "console.log(require('crypto').randomBytes(32).toString('base64url'))"\n\n` +
      "Then start with SECRETS=<that value>, or write it into .env.",
  );
}

function portFrom(text) {
  const port = Number(text || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Problem(
    `PORT is "${text}"; it must be a number from 1 to 65535, for example PORT=3000.`,
  );
}
