import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { addJob } from "../jobs/add-job";
import { DNS, type Dns } from "./ask-dns";
import { examineDomain } from "./examine-domain";
import { noteReport } from "./note-report";

/** Silent name servers hold a check for many seconds; the worker has mails to send. */
const AT_ONCE = 2;

/** Milliseconds after which a check that found others under way comes again. */
const AGAIN = 10_000;

let underWay = 0;

/** The worker's check, so few at once that the worker stays free for everything else. */
export async function checkInTurn(domainId: string, now = new Date(), dns = DNS): Promise<void> {
  if (underWay >= AT_ONCE) {
    const job = { task: "checkDomain", payload: { domainId } } as const;
    return transaction((tx) => addJob(tx, job, new Date(now.getTime() + AGAIN)));
  }
  underWay += 1;
  try {
    await checkDomain(domainId, now, dns);
  } finally {
    underWay -= 1;
  }
}

/** A check of one domain: asks the DNS outside of any transaction, then notes what it said. */
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
