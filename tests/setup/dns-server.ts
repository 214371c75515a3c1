import { createServer, Packet, type Resource } from "dns2";
import { freePort } from "../../bin/ports.mjs";

type RecordType = "A" | "NS" | "TXT" | "CNAME" | "SOA";

/** What stands at a name: TXT values as one string or as the strings that it comes in; of SOA the minimum. */
export interface DnsRecord {
  readonly name: string;
  readonly type: RecordType;
  readonly values: readonly (string | readonly string[])[];
}

type Trouble = "servfail" | "refused" | "silent";

export interface DnsServer {
  /** As DNS_SERVERS names it. */
  readonly place: string;
  set(...records: readonly DnsRecord[]): void;
  /** From now on every question below the name ends like this. */
  trouble(name: string, how: Trouble | null): void;
  stop(): Promise<void>;
}

const RCODES = { servfail: 2, refused: 5, nxdomain: 3 } as const;

/** A name server and resolver in one on a loopback address, by UDP and TCP; it knows what it was told. */
export async function startDnsServer(address = "127.0.0.1"): Promise<DnsServer> {
  const records = new Map<string, DnsRecord>();
  const troubles = new Map<string, Trouble>();
  const port = await freePort();
  const server = createServer({
    udp: true,
    tcp: true,
    handle: (request, send) => {
      const response = Packet.createResponseFromRequest(request);
      const [question] = request.questions;
      const name = question?.name.toLowerCase() ?? "";
      const how = [...troubles].find(([end]) => isWithin(name, end))?.[1];
      if (how === "silent") return;
      if (how) response.header.rcode = RCODES[how];
      else answer(response, records, name, question?.type ?? 0);
      void send(response);
    },
  });
  await server.listen({ udp: { port, address }, tcp: { port, address } });
  return {
    place: `${address}:${port}`,
    set: (...all) => {
      for (const record of all) {
        const key = `${record.type} ${record.name}`;
        if (record.values.length === 0) records.delete(key);
        else records.set(key, record);
      }
    },
    trouble: (name, how) => void (how ? troubles.set(name, how) : troubles.delete(name)),
    stop: async () => {
      await server.close();
    },
  };
}

const isWithin = (name: string, end: string) => name === end || name.endsWith(`.${end}`);

function answer(
  response: Packet,
  records: ReadonlyMap<string, DnsRecord>,
  name: string,
  type: number,
): void {
  const here = [...records.values()].filter((record) => record.name === name);
  const wanted = here.filter(
    (record) => Packet.TYPE[record.type] === type || record.type === "CNAME",
  );
  response.answers = wanted.flatMap((record) =>
    record.values.map((value) => resource(record, value)),
  );
  // A name with something below it exists, too.
  const exists = [...records.values()].some((record) => isWithin(record.name, name));
  if (!exists) response.header.rcode = RCODES.nxdomain;
}

function resource({ name, type }: DnsRecord, value: string | readonly string[]): Resource {
  const first = typeof value === "string" ? value : (value[0] ?? "");
  const common = { name, type: Packet.TYPE[type], class: Packet.CLASS.IN, ttl: 300 };
  const data = {
    A: { address: first },
    NS: { ns: first },
    CNAME: { domain: first },
    TXT: { data: typeof value === "string" ? value : [...value] },
    SOA: {
      ...{ primary: `ns1.${name}`, admin: `admin.${name}`, serial: 1 },
      ...{ refresh: 3600, retry: 600, expiration: 86400, minimum: Number(first) },
    },
  }[type];
  return new Packet.Resource({ ...common, ...data });
}
