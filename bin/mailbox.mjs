import { createRequire } from "node:module";
import { bindNear, isBound } from "./ports.mjs";
import { guardMailbox } from "./mailbox-guard.mjs";

// Run by bin/maildev.mjs: MailDev on ports that it has bound before it names them.
const require = createRequire(import.meta.url);
const [mailDirectory] = process.argv.slice(2);
const address = "127.0.0.1";

const mailserver = require("maildev")({
  silent: true,
  mailDirectory,
  incomingUser: "portal",
  // Only the portal that started this mailbox can leave mails in it.
  incomingPass: process.env.MAILBOX_SECRET,
  disableWeb: true,
});
const smtp = await bindSmtp(mailserver);
const web = await bindWeb();
process.send({ smtp, web });

async function bindSmtp({ smtp, onSmtpError }) {
  // MailDev ends at a port that is taken; here the next one is tried.
  smtp.off("error", onSmtpError).on("error", () => {});
  const port = await bindNear(smtp.server, 1025, address);
  smtp.removeAllListeners("error").on("error", onSmtpError);
  return port;
}

async function bindWeb() {
  const web = require("maildev/lib/web");
  web.start(1080, address, mailserver, undefined, undefined, undefined, {});
  guardMailbox(web.server);
  return (await isBound(web.server)) ? 1080 : bindNear(web.server, 1081, address);
}
