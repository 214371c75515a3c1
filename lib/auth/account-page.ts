import { redirect } from "next/navigation";
import { numberKey } from "../canonical";
import type { Permission } from "../policy/permissions";
import { requireMember } from "./current-person";

export type AccountParams = { params: Promise<{ account: string }> };

/**
 * Opens a page below /accounts/<number>: other spellings of the number redirect to the canonical one
 * (decision 1), and the screen's permission is asked for. `below` is the page's own path.
 */
export async function openAccountPage(
  params: AccountParams["params"],
  below: string,
  permission?: Permission,
) {
  const typed = decodeURIComponent((await params).account);
  const key = numberKey(typed);
  const base = `/accounts/${key}`;
  if (typed !== key && key !== "") redirect(`${base}${below}`);
  const actor = await requireMember(key, `${base}${below}`, permission);
  return { actor, base, key };
}
