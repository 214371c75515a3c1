import { Resolver } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { env } from "../env";

/** Whom to ask, and how long to wait for each answer. No servers are the system's. */
export interface Dns {
  readonly servers: readonly string[];
  readonly timeoutMs: number;
}

export const DNS: Dns = { servers: env.DNS_SERVERS, timeoutMs: 2500 };

/** Why there are no values: the DNS's own words, of which the first two are definite. */
export type NoAnswer = "nothing" | "nxdomain" | "servfail" | "refused" | "timeout" | "broken";

const REASONS: Readonly<Record<string, NoAnswer>> = {
  ENODATA: "nothing",
  ENOTFOUND: "nxdomain",
  ESERVFAIL: "servfail",
  EREFUSED: "refused",
  ETIMEOUT: "timeout",
  ECONNREFUSED: "timeout",
};

/** Asks the resolver, or with an address that server alone. Never anything but DNS (edge 46). */
export function resolverFor({ servers, timeoutMs }: Dns, only?: string): Resolver {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  if (only !== undefined) resolver.setServers([only]);
  else if (servers.length > 0) resolver.setServers(servers);
  return resolver;
}

/** The values, or why there are none. */
export async function answerOf<T>(asked: Promise<T[]>): Promise<T[] | NoAnswer> {
  try {
    const values = await asked;
    return values.length === 0 ? "nothing" : values;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return REASONS[code] ?? "broken";
  }
}

const closed = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  closed.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  closed.addSubnet(net, bits, "ipv6");
}

/**
 * Where to ask a name server that somebody's DNS names: at its address if that is public, at the place that
 * DNS_SERVERS gives for it otherwise, else nowhere. Whoever owns a domain mustn't point us into the house.
 */
export function placeOf(address: string, { servers }: Dns): string | null {
  const listed = servers.find((server) => addressIn(server) === address);
  if (listed !== undefined) return listed;
  const version = isIP(address);
  if (version === 0 || closed.check(address, version === 4 ? "ipv4" : "ipv6")) return null;
  return address;
}

function addressIn(server: string): string {
  const literal = /^\[(.*)\](:\d+)?$/.exec(server);
  return literal?.[1] ?? (isIP(server) === 6 ? server : server.replace(/:\d+$/, ""));
}
