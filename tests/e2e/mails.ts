import type { ReceivedMail } from "../setup/smtp-sink";

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
