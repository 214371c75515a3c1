import { numberKey } from "../canonical";
import { db } from "../db/client";
import { UsageError } from "./command";

/** The purchasing account that --account names; undefined without the option. */
export async function accountOption(number: string | undefined): Promise<string | undefined> {
  if (number === undefined) return undefined;
  const account = await db.purchasingAccount.findUnique({
    where: { numberKey: numberKey(number) },
    select: { id: true },
  });
  if (!account) throw new UsageError(`--account: no purchasing account has the number ${number}`);
  return account.id;
}
