import { isIP } from "node:net";
import { domainToUnicode } from "node:url";
import { parse } from "tldts";
import { parseAddress } from "../canonical";
import type { Sentence } from "../errors";
import { isPersonalDomain } from "../accounts/personal-mail";
import { tidy } from "../tidy";
import { MAX_DOMAIN_LENGTH } from "./domain-record";
import { looksLikeAnother } from "./look-alike";

export interface DomainName {
  /** As people read it. */
  readonly name: string;
  /** Lower case, ASCII. */
  readonly nameKey: string;
}

/**
 * Reads a domain out of what was typed: any case, a trailing dot, an address of a page or a mailbox. A
 * sentence says why it can't be one that an organization's addresses end in (edges 15 and 45).
 */
export function parseDomain(typed: string): DomainName | Sentence {
  const host = hostIn(tidy(typed));
  if (host === "") return { key: "required" };
  if (host.startsWith("*.")) return { key: "domainWildcard" };
  if (isIP(host) !== 0 || /^\d+$/.test(host)) return { key: "domainIp" };
  if (!host.includes(".")) return { key: "domainOneLabel" };
  // Read as addresses are, so that the two can't disagree about what is equal.
  const address = parseAddress(`a@${host}`);
  const nameKey = typeof address === "string" ? "" : address.emailKey.slice(2);
  // 0x7f.1 and the like are addresses to a browser.
  if (isIP(nameKey) !== 0 || /\.(\d+|0x[\da-f]*)$/.test(host)) return { key: "domainIp" };
  if (nameKey === "" || nameKey.split(".").some((label) => label.length > 63)) {
    return { key: "domainMalformed" };
  }
  return judge(withoutWww(nameKey));
}

/** The host of a pasted page or mail address, without port, path and trailing dot. */
function hostIn(text: string): string {
  const bare = text.replace(/^[a-z][a-z\d+.-]*:\/\//i, "").replace(/[/?#\\].*$/s, "");
  const host = bare
    .slice(bare.lastIndexOf("@") + 1)
    .replace(/[。｡]/g, ".")
    .toLowerCase();
  const literal = /^\[([\da-f:.]+)\](:\d+)?$/.exec(host);
  if (literal?.[1]) return literal[1];
  return isIP(host) === 6 ? host : host.replace(/:\d*$/, "").replace(/\.$/, "");
}

/** Nobody's address ends in the name of a web server. */
function withoutWww(nameKey: string): string {
  const rest = nameKey.replace(/^www\./, "");
  return parse(rest, ALL).domain === null ? nameKey : rest;
}

const ALL = { allowPrivateDomains: true } as const;

function judge(nameKey: string): DomainName | Sentence {
  const name = domainToUnicode(nameKey);
  if (nameKey.length > MAX_DOMAIN_LENGTH) return { key: "domainTooLong" };
  // What doesn't unfold is no name in any script.
  if (/(^|\.)xn--/.test(name)) return { key: "domainMalformed" };
  if (name.split(".").some(looksLikeAnother)) return { key: "domainLookAlike", values: { name } };
  const { domain, publicSuffix, isIcann, isPrivate } = parse(nameKey, ALL);
  if (publicSuffix === null) return { key: "domainMalformed" };
  if (!isIcann && !isPrivate) {
    return { key: "domainEnding", values: { ending: `.${publicSuffix}` } };
  }
  if (domain === null) return { key: "domainSuffix", values: { name } };
  if (parentsOf(nameKey).some(isPersonalDomain) || isPersonalDomain(nameKey)) {
    return { key: "domainPersonal", values: { name } };
  }
  return { name, nameKey };
}

/** The domains above one: contoso.com and com for mail.contoso.com. */
export function parentsOf(nameKey: string): string[] {
  const labels = nameKey.split(".");
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join("."));
}
