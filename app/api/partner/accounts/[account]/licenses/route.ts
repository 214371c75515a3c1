import { licensesFile } from "@/app/api/accounts/[account]/bought-files";
import type { AccountParams } from "@/lib/auth/account-page";
import { partnerFile } from "../partner-file";

/** The license details of an account as far as its partner sees them, as a CSV file. */
export async function GET(request: Request, { params }: AccountParams): Promise<Response> {
  const address = Object.fromEntries(new URL(request.url).searchParams);
  return partnerFile((await params).account, (actor, account) =>
    licensesFile({ actor, account }, address),
  );
}
