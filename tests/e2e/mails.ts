import { deliveryReport } from "../delivery-report";
import { deliverReport } from "../foreign-server";
import type { ReceivedMail } from "../setup/smtp-sink";
import { settings } from "./database";

/** The address behind a mail's one button, as the text part says it in full. */
export function linkIn(mail: ReceivedMail): string {
  const links = allLinksIn(mail.text);
  const [link] = links;
  if (link === undefined) throw new Error(`No link in: ${mail.text}`);
  return link;
}

/** Addresses of our own pages in a text, such as https://host/get-started/token. */
export function allLinksIn(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([link]) => link);
}

/** The typed code of an invitation's mail, such as "7KQM-2XVH". */
export function codeIn(mail: ReceivedMail): string {
  const [code] = /\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b/.exec(mail.text) ?? [];
  if (code === undefined) throw new Error(`No code in: ${mail.text}`);
  return code;
}

/** What the recipient's server does when it finds no such mailbox: it reports to the return path. */
export async function bounce({ returnPath, messageId, to }: ReceivedMail): Promise<void> {
  const port = Number(settings().BOUNCE_PORT);
  const said = { status: "5.1.1", diagnostic: "550 5.1.1 no such user" };
  const raw = deliveryReport({ messageId, toKey: to[0] ?? "" }, said);
  await deliverReport({ port, to: returnPath, raw });
}
