import { BlockList, isIP } from "node:net";
import { Problem } from "./problem.mjs";

/** Reads TRUSTED_PROXIES: addresses and networks (10.0.0.0/8) of the proxies in front of the portal. */
export function trustedProxies(text = "") {
  const list = new BlockList();
  for (const entry of text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean))
    add(list, entry);
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
  };
}

/** An IPv4 address that arrives over IPv6 counts as what it is, in whatever way it is written. */
export function plainAddress(address = "") {
  if (isIP(address) !== 6) return address;
  const mapped = /^\[::ffff:([\da-f]+):([\da-f]+)\]$/.exec(
    new URL(`http://[${address.split("%")[0]}]`).host,
  );
  if (!mapped) return address;
  const bytes = mapped
    .slice(1)
    .flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]);
  return bytes.join(".");
}

/** The client's address: the right-most hop that is not one of our proxies. */
export function clientAddress(socketAddress, forwardedFor, isTrusted) {
  const hops = [forwardedFor ?? ""].flat().join(",").split(",").map(withoutPort);
  let address = plainAddress(socketAddress);
  while (isTrusted(address) && hops.length > 0) {
    const hop = plainAddress(hops.pop());
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

function withoutPort(hop) {
  const text = hop.trim();
  return /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}

function add(list, entry) {
  const [address, prefix] = entry.split("/");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  try {
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  } catch {
    throw new Problem(
      `TRUSTED_PROXIES holds "${entry}", which is no address. Write for example 127.0.0.1,10.0.0.0/8`,
    );
  }
}
