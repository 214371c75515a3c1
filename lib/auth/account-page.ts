import { notFound } from "next/navigation";
import { numberKey } from "../canonical";
import { can } from "../policy/authorize";
import type { Permission } from "../policy/permissions";
import { accountMember } from "./current-person";
import { endedAt } from "./ended-at";
import { answerWith } from "./page-status";
import { redirect } from "./redirect";

export type AccountParams = { params: Promise<{ account: string }> };

/**
 * Opens a page below /accounts/<number>: other spellings of the number redirect to the canonical one
 * (decision 1), and the screen's permission is asked for. `below` is the page's own path. Null where
 * the roles don't open it: the status is 403 then, and the page shows RefusedScreen (decision 22).
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
  const actor = await accountMember(key, `${base}${below}`);
  if (actor && (!permission || can(actor, permission))) return { actor, base, key };
  // Who isn't in the account gets the layout's 404. A click on a page that was opened before fetches no
  // layout: then the whole page gives way to the 404, not only its middle; who was in it reads why not now.
  if (!actor && !(await endedAt(`${base}${below}`))) notFound();
  await answerWith(403);
  return null;
}
