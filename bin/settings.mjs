import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inRoot, root } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { embeddedSecrets } from "./secrets.mjs";
import { trustedProxies } from "./trusted-proxies.mjs";

/** Reads .env (what the environment already says wins) and the settings that bin/ itself needs. */
export function readSettings() {
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"));
  const { DATABASE_URL, SMTP_URL, HOST, TRUSTED_PROXIES } = process.env;
  trustedProxies(TRUSTED_PROXIES);
  return {
    port: portFrom(process.env.PORT),
    host: HOST || (DATABASE_URL ? "0.0.0.0" : "127.0.0.1"),
    dataDir: resolve(root, process.env.DATA_DIR || ".data"),
    storageDir: process.env.STORAGE_DIR ? resolve(root, process.env.STORAGE_DIR) : undefined,
    databaseUrl: DATABASE_URL || undefined,
    smtpUrl: SMTP_URL || undefined,
  };
}

/** The environment of the portal's own processes, the embedded database's address included. */
export function portalEnvironment(settings, { databaseUrl, smtpUrl, mailboxUrl }) {
  const embedded = settings.databaseUrl === undefined;
  return {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
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
