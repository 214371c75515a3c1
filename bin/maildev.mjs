import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { startNode, stopChild } from "./child.mjs";
import { inRoot } from "./paths.mjs";
import { Problem } from "./problem.mjs";

const patience = 30_000;

/**
 * Starts MailDev, the local mailbox, on 127.0.0.1 only: whoever reads it can take accounts over. The
 * child itself says which ports it has bound, and takes mails only with a secret of this start, so
 * another portal's mailbox is never taken for ours. Its mails lie in DATA_DIR/mail and survive restarts.
 */
export async function startMailDev(dataDir) {
  const mail = join(dataDir, "mail");
  mkdirSync(mail, { recursive: true, mode: 0o700 });
  const secret = randomBytes(24).toString("base64url");
  const log = openSync(join(dataDir, "maildev.log"), "a", 0o600);
  const child = startNode([inRoot("bin", "mailbox.mjs"), mail], {
    // Only what a program needs at all: MailDev reads settings of its own from the environment.
    env: { PATH: process.env.PATH ?? "", HOME: dataDir, MAILBOX_SECRET: secret },
    stdio: log,
  });
  closeSync(log);
  const { smtp, web } = await portsOf(child, dataDir);
  return {
    place: `127.0.0.1:${smtp}`,
    smtpUrl: `smtp://portal:${secret}@127.0.0.1:${smtp}`,
    mailboxUrl: `http://127.0.0.1:${web}`,
    child,
    stop: () => stopChild(child, 3000),
  };
}

async function portsOf(child, dataDir) {
  const deadline = AbortSignal.timeout(patience);
  const ports = await new Promise((resolve) => {
    child.once("message", resolve);
    void child.ended.then(() => resolve(undefined));
    deadline.addEventListener("abort", () => resolve(undefined));
  });
  if (ports) return ports;
  await stopChild(child, 1000);
  throw new Problem(
    `The mailbox (MailDev) did not start; ${join(dataDir, "maildev.log")} says why.\n` +
      "Set SMTP_URL to use a mail server of your own instead.",
  );
}
