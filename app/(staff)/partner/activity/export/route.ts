import { asPartner } from "@/lib/auth/current-person";
import { activityFile } from "../../../activity/activity-file";

/** The partner's activity as a CSV file. */
export function POST(request: Request): Promise<Response> {
  return activityFile(request, asPartner);
}
