import { activityFile } from "@/app/(staff)/activity/activity-file";
import type { AccountParams } from "@/lib/auth/account-page";
import { findMember } from "@/lib/accounts/member-actor";
import { currentPerson } from "@/lib/auth/current-person";
import { numberKey } from "@/lib/canonical";

/** The activity of a purchasing account as a CSV file. */
export async function POST(request: Request, { params }: AccountParams): Promise<Response> {
  const { account } = await params;
  return activityFile(request, async () => {
    const person = await currentPerson();
    return person === null ? null : findMember(person.actor, numberKey(account));
  });
}
