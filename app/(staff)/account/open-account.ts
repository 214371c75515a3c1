import { redirect } from "@/lib/auth/redirect";
import { numberKey } from "@/lib/canonical";
import { readStaffAccount } from "@/lib/designations/read-account";
import { type Area, staffActor } from "../area";
import { orMissing } from "../or-missing";

export type StaffAccountParams = { params: Promise<{ account: string }> };

/**
 * Opens a page below /partner/accounts/<number> or /operator/accounts/<number>: other spellings of the
 * number redirect to the canonical one, as openAccountPage does. Null for an account that isn't the
 * actor's to see, for one that doesn't exist, and for whoever isn't staff: the page shows NoSuchPage.
 */
export async function openStaffAccount(
  area: Area,
  params: StaffAccountParams["params"],
  below = "",
) {
  const typed = decodeURIComponent((await params).account);
  const key = numberKey(typed);
  const home = `/${area}`;
  const base = `${home}/accounts/${key}`;
  if (typed !== key && key !== "") redirect(`${base}${below}`);
  const actor = await staffActor(area, `${base}${below}`);
  if (!actor) return null;
  const account = await orMissing(readStaffAccount(actor, key));
  return account && { actor, base, home, account };
}
