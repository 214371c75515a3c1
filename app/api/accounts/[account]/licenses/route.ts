import type { AccountParams } from "@/lib/auth/account-page";
import { licensesFile } from "../bought-files";
import { memberFile } from "../member-file";

/** The license details of a purchasing account that the filters in the address leave, as a CSV file. */
export async function GET(request: Request, { params }: AccountParams): Promise<Response> {
  const address = Object.fromEntries(new URL(request.url).searchParams);
  return memberFile((await params).account, (actor, account) =>
    licensesFile({ actor, account }, address),
  );
}
