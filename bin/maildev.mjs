import { mkdirSync, openSync, closeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startNode, stopChild } from "./child.mjs";
import { inRoot } from "./paths.mjs";
import { answers, nextFreePort } from "./ports.mjs";
import { Problem } from "./problem.mjs";

/**
 * Starts MailDev, the local mailbox, on 127.0.0.1 only: whoever reads it can take accounts over.
 * Its mails lie in DATA_DIR/mail and survive restarts.
 */
export async function startMailDev(dataDir) {
  const web = await nextFreePort(1080);
  const smtp = await nextFreePort(1025, [web]);
  const mail = join(dataDir, "mail");
  mkdirSync(mail, { recursive: true, mode: 0o700 });
  const log = openSync(join(dataDir, "maildev.log"), "a", 0o600);
  const child = startNode(
    [
      ...[inRoot("node_modules", "maildev", "bin", "maildev"), "--silent"],
      ...["--ip", "127.0.0.1", "--web-ip", "127.0.0.1"],
      ...["--smtp", String(smtp), "--web", String(web), "--mail-directory", mail],
    ],
    // Only what a program needs at all: MailDev reads settings of its own from the environment.
    { env: { PATH: process.env.PATH ?? "", HOME: dataDir }, stdio: log },
  );
  closeSync(log);
  await waitFor(child, [web, smtp], dataDir);
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    mailboxUrl: `http://127.0.0.1:${web}`,
    child,
    stop: () => stopChild(child, 3000),
  };
}

async function waitFor(child, ports, dataDir) {
  const deadline = Date.now() + 30_000;
  for (const port of ports) {
    while (!(await answers(port))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        await stopChild(child, 1000);
        throw new Problem(
          `The mailbox (MailDev) did not start; ${join(dataDir, "maildev.log")} says why.\n` +
            "Set SMTP_URL to use a mail server of your own instead.",
        );
      }
      await sleep(30);
    }
  }
}
