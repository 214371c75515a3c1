import { orderFile } from "../../bought-files";
import { memberFile } from "../../member-file";

type Params = { params: Promise<{ account: string; order: string }> };

/** The lines of one order as a CSV file. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { account: typed, order } = await params;
  return memberFile(typed, (actor, account) => orderFile({ actor, account }, order));
}
