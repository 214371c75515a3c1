import type { AccountParams } from "@/lib/auth/account-page";
import { hrefOf } from "@/lib/page-address";
import { ordersFile } from "../bought-files";
import { memberFile } from "../member-file";

/** The orders of a purchasing account that the filters in the address leave, as a CSV file. */
export async function GET(request: Request, { params }: AccountParams): Promise<Response> {
  const address = Object.fromEntries(new URL(request.url).searchParams);
  return memberFile(
    (await params).account,
    (actor, account) => ordersFile({ actor, account }, address),
    // The list says it in words, with the filters still there to be narrowed.
    (account) => hrefOf(`/accounts/${account}/orders`, { ...address, tooMany: "1" }),
  );
}
