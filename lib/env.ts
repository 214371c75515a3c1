import path from "node:path";
import { Resolver } from "node:dns";
import { z } from "zod";

const MAKE_SECRET = `node -e "console.log(require('crypto').randomBytes(32).toString('base64url'))"`;

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

const url = (name: string, protocols: readonly string[], example: string) =>
  z
    .string({ error: `${name} is missing. Set it, for example ${name}=${example}` })
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
      error: `${name} must be an address such as ${example}`,
    });

const BOUNCE_PORT_RULE =
  "BOUNCE_PORT must be a number from 1 to 65535, for example BOUNCE_PORT=2525";

const DNS_SERVERS_RULE =
  "DNS_SERVERS holds IP addresses separated by commas, for example DNS_SERVERS=192.0.2.53,192.0.2.54:5353";

const schema = z.object({
  APP_URL: url("APP_URL", ["http:", "https:"], "https://licensing.example.com").transform(
    (value) => new URL(value).origin,
  ),
  DATABASE_URL: url(
    "DATABASE_URL",
    ["postgres:", "postgresql:"],
    "postgres://portal:password@db.example.com/portal",
  ),
  SMTP_URL: url("SMTP_URL", ["smtp:", "smtps:"], "smtps://user:password@mail.example.com"),
  MAIL_FROM: z
    .email({ error: "MAIL_FROM must be one address such as licensing@example.com" })
    .optional(),
  BOUNCE_PORT: z.coerce
    .number({ error: BOUNCE_PORT_RULE })
    .int(BOUNCE_PORT_RULE)
    .min(1, BOUNCE_PORT_RULE)
    .max(65535, BOUNCE_PORT_RULE)
    .optional(),
  DNS_SERVERS: z
    .string()
    .default("")
    .transform((value) => value.split(",").flatMap((server) => server.trim() || []))
    .refine(areServers, { error: DNS_SERVERS_RULE }),
  VENDOR_NAME: z
    .string()
    .trim()
    .min(1, "VENDOR_NAME is empty: set the name that mails and pages show, or leave the line out")
    .max(80, "VENDOR_NAME is longer than 80 characters")
    .default("Fourth Coffee Licensing"),
  SECRETS: z
    .string({ error: `SECRETS is missing. Make one with: ${MAKE_SECRET}` })
    .transform((value) => value.split(",").map((secret) => secret.trim()))
    .refine((secrets) => secrets.every((secret) => secret.length >= 32), {
      error: `Each of SECRETS needs at least 32 characters; separate several by commas, newest first. Make one with: ${MAKE_SECRET}`,
    }),
  PERSONAL_MAIL: z
    .enum(["refuse", "allow"], {
      error: "PERSONAL_MAIL is refuse or allow: whether personal mailboxes may be invited",
    })
    .default("refuse"),
  LIMITS_FACTOR: z.coerce
    .number({ error: "LIMITS_FACTOR is a number; 1 is normal" })
    .positive("LIMITS_FACTOR must be above 0; 1 is normal")
    .default(1),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"], {
      error: "LOG_LEVEL is one of fatal, error, warn, info, debug, silent",
    })
    .default("info"),
  DATA_DIR: z.string().default(".data"),
  STORAGE_DIR: z.string().optional(),
  DEMO: z.enum(["on", "off"], { error: "DEMO is on or off" }).default("on"),
  PORTAL_EMBEDDED_DATABASE: flag,
  PORTAL_MAILBOX_URL: z.string().optional(),
  PORTAL_CALLER_DIR: z.string().default("."),
});

/** The settings of this process; the only reader of process.env. A mistake ends it in words. */
export const env = readOrEnd();

// next-auth reads its own address from the environment.
process.env.NEXTAUTH_URL = env.APP_URL;

/** Node itself says whether it could ask them. */
function areServers(servers: readonly string[]): boolean {
  try {
    new Resolver().setServers(servers);
    return true;
  } catch {
    return false;
  }
}

function readOrEnd() {
  try {
    return parse(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/** Throws with one line per mistake, each saying how to mend it. */
export function parse(source: Record<string, string | undefined>) {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(filled);
  if (!result.success) {
    throw new Error(
      ["These settings need a look (.env or the environment):"]
        .concat(result.error.issues.map((issue) => `  ${issue.message}`))
        .join("\n"),
    );
  }
  const { DEMO, PORTAL_EMBEDDED_DATABASE, PORTAL_MAILBOX_URL, PORTAL_CALLER_DIR, ...given } =
    result.data;
  const { DATA_DIR, STORAGE_DIR, ...settings } = given;
  return {
    ...settings,
    /** What the portal keeps beside the database. */
    dataDirectory: DATA_DIR,
    /** Where the software files lie that members download. */
    storageDirectory: path.resolve(STORAGE_DIR ?? path.join(DATA_DIR, "storage")),
    MAIL_FROM: settings.MAIL_FROM ?? `no-reply@${new URL(settings.APP_URL).hostname}`,
    /** Where the command line was called: its files lie there. */
    callerDirectory: PORTAL_CALLER_DIR,
    embeddedDatabase: PORTAL_EMBEDDED_DATABASE,
    mailboxUrl: PORTAL_MAILBOX_URL,
    secureCookies: settings.APP_URL.startsWith("https:"),
    /** Decision 23: made-up data only where nothing real can be harmed. */
    demo: DEMO === "on" && PORTAL_EMBEDDED_DATABASE && PORTAL_MAILBOX_URL !== undefined,
  };
}
