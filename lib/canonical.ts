import { domainToASCII } from "node:url";
import { z } from "zod";

/** Canonical form of an agreement, account, partner or organization number: letters and digits, upper case. */
export function numberKey(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .normalize("NFKC");
}

export interface Address {
  /** As typed, tidied: what people see. */
  readonly email: string;
  /** Lower case with an ASCII domain: what is compared (edges 13 to 16). */
  readonly emailKey: string;
}

/** Reads one address; a string is the key of the sentence that says what is wrong with it. */
export function parseAddress(typed: string): Address | string {
  const email = typed
    .normalize("NFKC")
    .trim()
    .replace(/^<(.*)>$/, "$1")
    .replace(/\.+$/, "");
  if (email === "") return "required";
  if (email.length > 254) return "emailTooLong";
  if (/[,;]|\s|[<>"]/.test(email)) return "emailOneOnly";
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at);
  const typedDomain = email
    .slice(at + 1)
    .replace(/\u00ad/g, "")
    .replace(/\u3002/g, ".");
  // domainToASCII would silently drop a path, a query or an escape behind the name.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(typedDomain)) return "emailMalformed";
  const domain = domainToASCII(typedDomain);
  if (at < 1 || domain === "") return "emailMalformed";
  if (/[^\x21-\x7e]/.test(local)) return "emailLocalPart";
  const emailKey = `${local}@${domain}`.toLowerCase();
  if (emailKey.length > 254) return "emailTooLong";
  const labels = domain.split(".");
  const malformed =
    local.length > 64 || labels.length < 2 || /^\d+$/.test(labels.at(-1) ?? "") || !valid(emailKey);
  return malformed ? "emailMalformed" : { email: `${local}@${typedDomain}`, emailKey };
}

function valid(emailKey: string): boolean {
  // zod's expression wants letters in the last label; xn-- labels of other scripts carry hyphens.
  return z.email().safeParse(emailKey.replace(/\.xn--[a-z0-9-]+$/, ".example")).success;
}

/** The address without a plus tag: limits count by it (edge 14). */
export function baseOf(emailKey: string): string {
  return emailKey.replace(/\+[^@]*@/, "@");
}

/** What follows the last @ of a canonical address: compared whole, never as an ending (R79). */
export function domainOf(emailKey: string): string {
  return emailKey.slice(emailKey.lastIndexOf("@") + 1);
}

/** For readers who have no right to an address: "d•••@contoso.com". */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf("@");
  return `${Array.from(email)[0] ?? ""}•••${email.slice(at)}`;
}

/** A typed code as it is compared: spaces, dashes, case and full-width signs don't matter. */
export function codeKey(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
}

/** Sorted and searched text: lower case without marks. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}
