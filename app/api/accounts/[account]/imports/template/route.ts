import { templateFile } from "@/lib/imports/result-file";
import { csvFile, importerOf, type RouteParams } from "../route-member";

/** The heading of a file of people, to be filled in. */
export async function GET(_: Request, context: RouteParams): Promise<Response> {
  const actor = await importerOf(context);
  return actor instanceof Response ? actor : csvFile("import-users.csv", templateFile());
}
