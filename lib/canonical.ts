import { domainToASCII } from "node:url";
import { z } from "zod";
import { tidy } from "./tidy";

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
  const email = tidy(typed);
  if (email === "") return "required";
  if (email.length > 254) return "emailTooLong";
  if (/[,;]|\s|[<>"]/.test(email)) return "emailOneOnly";
  const at = email.lastIndexOf("@");
  // A telephone's keyboard, and a text program, make it curly.
  const local = email.slice(0, at).replace(/[‘’ʼ]/gu, "'");
  const typedDomain = email.slice(at + 1).replace(/\u3002/g, ".");
  // domainToASCII would silently drop a path, a query or an escape behind the name.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(typedDomain)) return "emailMalformed";
  const domain = domainToASCII(typedDomain);
  if (at < 1 || domain === "") return "emailMalformed";
  if (/[^\x21-\x7e]/.test(local)) return "emailLocalPart";
  const emailKey = `${local}@${domain}`.toLowerCase();
  if (emailKey.length > 254) return "emailTooLong";
  const labels = domain.split(".");
  const malformed =
    local.length > 64 ||
    !DOT_ATOM.test(local) ||
    labels.length < 2 ||
    /^\d+$/.test(labels.at(-1) ?? "") ||
    !isHost(domain.toLowerCase());
  return malformed ? "emailMalformed" : { email: `${local}@${typedDomain}`, emailKey };
}

/** What RFC 5322 lets stand before the @ without quotation marks. */
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

function isHost(domain: string): boolean {
  // zod's expression wants letters in the last label; xn-- labels of other scripts carry hyphens.
  return z.email().safeParse(`a@${domain.replace(/\.xn--[a-z0-9-]+$/, ".example")}`).success;
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

/** A typed code as it is compared: spaces, dashes, case and the script of its digits don't matter. */
export function codeKey(typed: string): string {
  return tidy(typed)
    .replace(/\p{Nd}/gu, asciiDigit)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
}

/** Digits of a script stand in a row of ten, and every row begins behind something that is none. */
function asciiDigit(digit: string): string {
  let code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 10 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    value += 1;
  }
  return String(value % 10);
}
