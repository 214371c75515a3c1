import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { DNS, type Dns } from "./ask-dns";
import { examineDomain } from "./examine-domain";
import { noteReport } from "./note-report";

/** The worker's check of one domain: asks the DNS outside of any transaction, then notes what it said. */
export async function checkDomain(
  domainId: string,
  now = new Date(),
  dns: Dns = DNS,
): Promise<void> {
  const domain = await db.domain.findUnique({ where: { id: domainId } });
  if (!domain || domain.status === "REMOVED") return;
  const report = await examineDomain(domain, dns);
  await transaction((tx) => noteReport(tx, domain, report, now));
}
