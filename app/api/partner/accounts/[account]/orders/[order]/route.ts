import { orderFile } from "@/app/api/accounts/[account]/bought-files";
import { partnerFile } from "../../partner-file";

type Params = { params: Promise<{ account: string; order: string }> };

/** The lines of one order that the partner sees, as a CSV file. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { account: typed, order } = await params;
  return partnerFile(typed, (actor, account) => orderFile({ actor, account }, order));
}
