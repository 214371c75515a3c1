import type { Permission } from "../lib/policy/permissions";

/**
 * Who may open something. `person` is anybody who is signed in; `member` is a person of the purchasing
 * account in the address whose roles have the permission (any role without one). Everything else is
 * sent to the sign-in page, 403 or 404 (decision 22).
 */
export type Access =
  | { readonly who: "public" }
  | { readonly who: "person" }
  | { readonly who: "operator" }
  | { readonly who: "member"; readonly permission?: Permission };

const PUBLIC: Access = { who: "public" };
const PERSON: Access = { who: "person" };
const OPERATOR: Access = { who: "operator" };
const MEMBER: Access = { who: "member" };
const member = (permission: Permission): Access => ({ who: "member", permission });

/** Every page of app/, by its file. */
export const PAGES: Readonly<Record<string, Access>> = {
  "app/page.tsx": PERSON,
  "app/(public)/sign-in/page.tsx": PUBLIC,
  "app/(public)/request-invitation/page.tsx": PUBLIC,
  "app/(public)/reset-password/page.tsx": PUBLIC,
  "app/(public)/reset-password/[token]/page.tsx": PUBLIC,
  "app/(public)/set-password/[token]/page.tsx": PUBLIC,
  "app/(public)/get-started/[token]/page.tsx": PUBLIC,
  "app/support/page.tsx": PUBLIC,
  "app/support/register/page.tsx": PUBLIC,
  "app/support/sign-in-address/page.tsx": PUBLIC,
  "app/(portal)/profile/page.tsx": PERSON,
  "app/(portal)/accounts/page.tsx": PERSON,
  "app/(portal)/accounts/[account]/page.tsx": MEMBER,
  "app/(portal)/accounts/[account]/agreements/page.tsx": member("agreements.view"),
  "app/(portal)/accounts/[account]/access/page.tsx": member("users.view"),
  "app/(portal)/accounts/[account]/access/invite/page.tsx": member("users.invite"),
  "app/(staff)/operator/page.tsx": OPERATOR,
};

/** Every route handler of app/. None of them shows anything of an account. */
export const ROUTES: Readonly<Record<string, Access>> = {
  "app/api/auth/[...nextauth]/route.ts": PUBLIC,
  "app/api/health/live/route.ts": PUBLIC,
  "app/api/health/ready/route.ts": PUBLIC,
  "app/api/password-strength/route.ts": PUBLIC,
};

/**
 * Every server action, as file#export. What stands behind a link (Start, a new password) is public:
 * the token is the key. `users.invite` of an action on one invitation is narrowed further by the verb.
 */
export const ACTIONS: Readonly<Record<string, Access>> = {
  "app/(public)/actions.ts#signInAction": PUBLIC,
  "app/(public)/actions.ts#askForResetAction": PUBLIC,
  "app/(public)/actions.ts#resetPasswordAction": PUBLIC,
  "app/(public)/actions.ts#setOperatorPasswordAction": PUBLIC,
  "app/(public)/actions.ts#startAction": PUBLIC,
  "app/(public)/actions.ts#signInToConfirmAction": PUBLIC,
  "app/(public)/actions.ts#confirmAction": PERSON,
  "app/(public)/actions.ts#continueAsOtherAction": PERSON,
  "app/(public)/actions.ts#signOutAction": PERSON,
  "app/(portal)/actions.ts#updateProfileAction": PERSON,
  "app/(portal)/actions.ts#changePasswordAction": PERSON,
  "app/(portal)/actions.ts#confirmWaitingAction": PERSON,
  "app/(portal)/actions.ts#inviteUsersAction": member("users.invite"),
  "app/(portal)/actions.ts#handleInvitationAction": member("users.invite"),
};

/** The address of a page's file, with [names] where something goes in. */
export function addressOf(file: string): string {
  const path = file
    .replace(/^app/, "")
    .replace(/\/\([^)]+\)/g, "")
    .replace(/\/(page\.tsx|route\.ts)$/, "");
  return path || "/";
}
