import { createServer } from "node:http";
import { z } from "zod";
import type { DnsServer } from "./dns-server";

const recordsSchema = z.array(
  z.object({
    name: z.string(),
    type: z.enum(["A", "NS", "TXT", "CNAME", "SOA"]),
    values: z.array(z.union([z.string(), z.array(z.string())])),
  }),
);

/** Lets specs, which run in other processes, change what the DNS server says: they POST records as JSON. */
export async function startDnsEndpoint(dns: DnsServer): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const records = recordsSchema.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      if (records.success) dns.set(...records.data);
      response.statusCode = records.success ? 204 : 400;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
