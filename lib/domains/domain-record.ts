import { randomBytes } from "node:crypto";
import { getDomain } from "tldts";

/** Below the domain, so that it stands beside nothing else and also where the domain itself is a CNAME. */
const LABEL = "_business-center";

/** The longest name that leaves room for the record below it: 253 with the dots. */
export const MAX_DOMAIN_LENGTH = 253 - LABEL.length - 1;

/** What proves a domain (R77): a TXT record with this name and this value, sign by sign. */
export function recordOf({ nameKey, challenge }: { nameKey: string; challenge: string }) {
  const name = `${LABEL}.${nameKey}`;
  const top = getDomain(nameKey, { allowPrivateDomains: true }) ?? nameKey;
  return {
    /** What most providers ask for: they add the domain that was registered by themselves. */
    label: name.slice(0, -top.length - 1),
    name,
    /** What comes about where somebody enters the whole name there. */
    doubled: `${name}.${top}`,
    value: `domain-verification=${challenge}`,
  };
}

/** 160 bits for each claim: nobody can have had it in the DNS before. */
export const newChallenge = () => randomBytes(20).toString("hex");
