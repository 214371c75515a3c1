import { randomBytes } from "node:crypto";

/** The settings of a portal under test: nothing of the machine's own settings shines through. */
export function testEnvironment(settings: Record<string, string>): Record<string, string> {
  return {
    APP_URL: "http://localhost:3000",
    SMTP_URL: "smtp://127.0.0.1:1",
    SECRETS: randomBytes(32).toString("base64url"),
    MAIL_FROM: "no-reply@portal.example",
    VENDOR_NAME: "",
    TRUSTED_PROXIES: "",
    BOUNCE_PORT: "",
    STORAGE_DIR: "",
    // Nobody is there: a test that asks the DNS says whom.
    DNS_SERVERS: "127.0.0.1:1",
    DEMO: "off",
    PERSONAL_MAIL: "refuse",
    LIMITS_FACTOR: "1",
    LOG_LEVEL: "silent",
    PORTAL_EMBEDDED_DATABASE: "1",
    PORTAL_MAILBOX_URL: "",
    ...settings,
  };
}
