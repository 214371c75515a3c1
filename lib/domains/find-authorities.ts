import { getDomain } from "tldts";
import { answerOf, placeOf, resolverFor, type Dns } from "./ask-dns";
import { parentsOf } from "./domain-name";

/** More of them say nothing new, and a stranger's zone could name very many. */
const MOST = 6;

export interface Authority {
  readonly server: string;
  readonly address: string | null;
  /** Where to ask it; null where it mustn't or can't be. */
  readonly place: string | null;
}

/** The name servers of the zone that a domain lies in, and the zone itself. */
export async function findAuthorities(
  nameKey: string,
  dns: Dns,
): Promise<{ zone: string; authorities: Authority[] }> {
  const resolver = resolverFor(dns);
  const top = getDomain(nameKey, { allowPrivateDomains: true }) ?? nameKey;
  const within = parentsOf(nameKey).filter((name) => name === top || name.endsWith(`.${top}`));
  for (const zone of [nameKey, ...within]) {
    const names = await answerOf(resolver.resolveNs(zone));
    if (typeof names === "string") continue;
    const servers = [...names].sort().slice(0, MOST);
    return { zone, authorities: await Promise.all(servers.map((name) => locate(name, dns))) };
  }
  return { zone: top, authorities: [] };
}

async function locate(server: string, dns: Dns): Promise<Authority> {
  const resolver = resolverFor(dns);
  const four = await answerOf(resolver.resolve4(server));
  const addresses = typeof four === "string" ? await answerOf(resolver.resolve6(server)) : four;
  if (typeof addresses === "string") return { server, address: null, place: null };
  const places = addresses.map((address) => ({ address, place: placeOf(address, dns) }));
  const best = places.find(({ place }) => place !== null) ?? places[0];
  return { server, address: best?.address ?? null, place: best?.place ?? null };
}
