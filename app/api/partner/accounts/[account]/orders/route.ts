import { ordersFile } from "@/app/api/accounts/[account]/bought-files";
import type { AccountParams } from "@/lib/auth/account-page";
import { hrefOf } from "@/lib/page-address";
import { partnerFile } from "../partner-file";

/** The orders of an account that its partner sees and the filters in the address leave, as a CSV file. */
export async function GET(request: Request, { params }: AccountParams): Promise<Response> {
  const address = Object.fromEntries(new URL(request.url).searchParams);
  return partnerFile(
    (await params).account,
    (actor, account) => ordersFile({ actor, account }, address),
    (account) => hrefOf(`/partner/accounts/${account}/orders`, { ...address, tooMany: "1" }),
  );
}
