import { parseAddress } from "../canonical";

/** What a delivery status notification says of the one address that a message went to (RFC 3464). */
export interface Report {
  readonly action: "failed" | "delayed";
  /** RFC 3463, such as 5.1.1. */
  readonly status: string;
  /** The other server's own words. */
  readonly words: string;
  /** Canonical, in every reading; empty where the report names none that we understand. */
  readonly originalRecipients: readonly string[];
  readonly finalRecipients: readonly string[];
  /** Every Message-ID that it gives for the message it is about. */
  readonly messageIds: readonly string[];
}

/** More than a report has; what comes behind isn't looked at. */
const MAX_PARTS = 10;
const MAX_RECIPIENTS = 20;

const STATUS_TYPES = ["message/delivery-status", "message/global-delivery-status"];
const ORIGINAL_TYPES = [
  "message/rfc822",
  "message/global",
  "text/rfc822-headers",
  "message/rfc822-headers",
  "message/global-headers",
];

/**
 * Reads a report, and nothing else: null for a mail of any other kind, and for one that says something
 * else than "failed" or "delayed". Looks at the outer parts only and decodes no words, since strangers
 * write what it reads (docs/decisions/011).
 */
export function readReport(raw: Buffer): Report | null {
  const parts = partsOf(raw.toString("utf8"));
  const status = parts.find(({ type }) => STATUS_TYPES.includes(type));
  if (!status) return null;
  const groups = status.body.split(/\n[ \t]*\n/).map(fieldsOf);
  const recipients = groups.filter((group) => group.has("action"));
  const original = parts.find(({ type }) => ORIGINAL_TYPES.includes(type));
  const embedded = original && fieldsOf(splitHead(original.body).head).get("message-id");
  const named = [embedded, ...groups.map((group) => group.get("original-message-id"))];
  const said = verdictOf(recipients);
  return (
    said && {
      ...said,
      originalRecipients: recipients.flatMap((group) => keysOf(group.get("original-recipient"))),
      finalRecipients: recipients.flatMap((group) => keysOf(group.get("final-recipient"))),
      messageIds: named.flatMap((value) => (value === undefined ? [] : [firstId(value)])),
    }
  );
}

/**
 * Whether a mail that is no report we can read still says that something went wrong: from a mail system and
 * not from a person or their holiday, no receipt, and no report of a success.
 */
export function isUnreadReturn(raw: Buffer): boolean {
  const text = raw.toString("utf8").replaceAll("\r\n", "\n");
  const head = fieldsOf(splitHead(text).head);
  if (!MAIL_SYSTEM.test(head.get("from") ?? "")) return false;
  const parts = partsOf(text);
  if (parts.some(({ type }) => type === "message/disposition-notification")) return false;
  const status = parts.find(({ type }) => STATUS_TYPES.includes(type));
  const actions = (status?.body ?? "")
    .split(/\n[ \t]*\n/, MAX_RECIPIENTS)
    .map(fieldsOf)
    .map(actionOf);
  return !actions.some((action) => SUCCESSES.includes(action));
}

const MAIL_SYSTEM = /mailer-daemon|postmaster|microsoftexchange/i;
const SUCCESSES = ["delivered", "relayed", "expanded"];

type Fields = ReadonlyMap<string, string>;

interface Part {
  readonly type: string;
  readonly body: string;
}

/** We mail one person, so several recipients are one mailbox that fans out: they must agree. */
function verdictOf(
  recipients: readonly Fields[],
): Pick<Report, "action" | "status" | "words"> | null {
  const [first] = recipients;
  if (!first || recipients.length > MAX_RECIPIENTS) return null;
  const actions = new Set(recipients.map(actionOf));
  const action = actionOf(first);
  const [status] = /^[45]\.\d{1,3}\.\d{1,3}(?!\d)/.exec(first.get("status") ?? "") ?? [];
  if (actions.size > 1 || status === undefined) return null;
  if (action !== "failed" && action !== "delayed") return null;
  // "smtp; 550 5.1.1 no such user": the kind of server is no news to anybody.
  const words = (first.get("diagnostic-code") ?? "").replace(/^[\w-]+\s*;\s*/, "").trim();
  return { action, status, words: words || status };
}

function actionOf(recipient: Fields): string {
  return /^[a-z]+/.exec((recipient.get("action") ?? "").toLowerCase())?.[0] ?? "";
}

/** An address in canonical form, also with what ORCPT escapes (+2B); none if it can't be told. */
function keysOf(field: string | undefined): string[] {
  const [, address] = /^(?:rfc822|utf-8)\s*;\s*<?([^<>\s]{1,320})/i.exec(field ?? "") ?? [];
  if (address === undefined) return [];
  const unescaped = address.replace(/\+([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return [address, unescaped].flatMap((text) => {
    const parsed = parseAddress(text);
    return typeof parsed === "string" ? [] : [parsed.emailKey];
  });
}

const firstId = (value: string) => /<[^<>\s]*>/.exec(value)?.[0] ?? value;

/** The outer parts of a multipart/report. */
function partsOf(mail: string): Part[] {
  const { head, body } = splitHead(mail.replaceAll("\r\n", "\n"));
  const contentType = fieldsOf(head).get("content-type") ?? "";
  if (typeOf(contentType) !== "multipart/report") return [];
  const [, quoted, bare] =
    /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return [];
  return `\n${body}`
    .split(`\n--${boundary}`, MAX_PARTS + 1)
    .slice(1)
    .flatMap((text) => {
      const end = text.indexOf("\n");
      // A longer boundary that begins like this one, or the closing one.
      return end < 0 || text.slice(0, end).trim() !== "" ? [] : [partOf(text.slice(end + 1))];
    });
}

function partOf(text: string): Part {
  const { head, body } = splitHead(text);
  const fields = fieldsOf(head);
  const encoding = (fields.get("content-transfer-encoding") ?? "").toLowerCase();
  return { type: typeOf(fields.get("content-type") ?? ""), body: decode(body, encoding) };
}

const typeOf = (contentType: string) => (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();

function splitHead(text: string): { head: string; body: string } {
  if (text.startsWith("\n")) return { head: "", body: text.slice(1) };
  const end = text.indexOf("\n\n");
  return end < 0
    ? { head: text, body: "" }
    : { head: text.slice(0, end), body: text.slice(end + 2) };
}

/** Fields by name, unfolded; of one that is repeated the first. */
function fieldsOf(head: string): Fields {
  const fields = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

function decode(body: string, encoding: string): string {
  if (encoding === "base64") return textOf(Buffer.from(body, "base64"));
  if (encoding !== "quoted-printable") return body;
  const bytes = body
    .replace(/=[ \t]*\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return textOf(Buffer.from(bytes, "latin1"));
}

const textOf = (bytes: Buffer) => bytes.toString("utf8").replaceAll("\r\n", "\n");
