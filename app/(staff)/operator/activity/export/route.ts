import { asOperator } from "@/lib/auth/current-person";
import { activityFile } from "../../../activity/activity-file";

/** All activity as a CSV file. */
export function POST(request: Request): Promise<Response> {
  return activityFile(request, asOperator);
}
