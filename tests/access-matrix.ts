import type { Permission } from "../lib/policy/permissions";

/**
 * Who may open something. `person` is anybody who is signed in; `partner` is a person of the partner that
 * serves the purchasing account in the address, for some things an administrator, for some also one of a
 * partner that was `granted` visibility of it; `member` is a person of that account whose roles have
 * the permission (any role without one). Everything else is sent to the sign-in page, 403 or 404
 * (decision 22).
 */
export type Access =
  | { readonly who: "public" }
  | { readonly who: "person" }
  | { readonly who: "operator" }
  | { readonly who: "partner"; readonly administrator?: true; readonly granted?: true }
  | { readonly who: "member"; readonly permission?: Permission };

const PUBLIC: Access = { who: "public" };
const PERSON: Access = { who: "person" };
const OPERATOR: Access = { who: "operator" };
const PARTNER: Access = { who: "partner" };
const PARTNER_OR_GRANTED: Access = { who: "partner", granted: true };
const PARTNER_ADMINISTRATOR: Access = { who: "partner", administrator: true };
const MEMBER: Access = { who: "member" };
const member = (permission: Permission): Access => ({ who: "member", permission });

/** Every page of app/, by its file. */
export const PAGES: Readonly<Record<string, Access>> = {
  "app/page.tsx": PERSON,
  "app/(public)/sign-in/page.tsx": PUBLIC,
  "app/(public)/sign-in/code/page.tsx": PUBLIC,
  "app/(public)/confirm-email/[token]/page.tsx": PUBLIC,
  "app/(public)/request-invitation/page.tsx": PUBLIC,
  "app/(public)/ask-administrator/page.tsx": PUBLIC,
  "app/(public)/ask-administrator/code/page.tsx": PUBLIC,
  "app/(public)/reset-password/page.tsx": PUBLIC,
  "app/(public)/reset-password/[token]/page.tsx": PUBLIC,
  "app/(public)/set-password/[token]/page.tsx": PUBLIC,
  "app/(public)/get-started/page.tsx": PUBLIC,
  "app/(public)/get-started/[token]/page.tsx": PUBLIC,
  "app/(public)/get-started/[token]/decline/page.tsx": PUBLIC,
  "app/(public)/objection/[token]/page.tsx": PUBLIC,
  "app/(public)/stop-reminders/[token]/page.tsx": PUBLIC,
  "app/support/page.tsx": PUBLIC,
  "app/support/register/page.tsx": PUBLIC,
  "app/support/manage-users/page.tsx": PUBLIC,
  "app/support/online-services/page.tsx": PUBLIC,
  "app/support/roles/page.tsx": PUBLIC,
  "app/support/sign-in-address/page.tsx": PUBLIC,
  "app/support/[guide]/page.tsx": PUBLIC,
  "app/help/page.tsx": PUBLIC,
  "app/help/register/page.tsx": PUBLIC,
  "app/(portal)/profile/page.tsx": PERSON,
  "app/(portal)/profile/email/page.tsx": PERSON,
  "app/(portal)/profile/second-factor/page.tsx": PERSON,
  "app/(portal)/profile/second-factor/set-up/page.tsx": PERSON,
  "app/(portal)/profile/sessions/page.tsx": PERSON,
  "app/(portal)/accounts/page.tsx": PERSON,
  "app/(portal)/accounts/[account]/page.tsx": MEMBER,
  "app/(portal)/accounts/[account]/search/page.tsx": MEMBER,
  "app/(portal)/accounts/[account]/agreements/page.tsx": member("agreements.view"),
  "app/(portal)/accounts/[account]/agreements/[agreement]/page.tsx": member("agreements.view"),
  "app/(portal)/accounts/[account]/agreements/[agreement]/edit/page.tsx": member("agreements.edit"),
  "app/(portal)/accounts/[account]/orders/page.tsx": member("orders.view"),
  "app/(portal)/accounts/[account]/orders/[order]/page.tsx": member("orders.view"),
  "app/(portal)/accounts/[account]/licenses/page.tsx": member("licenses.view"),
  "app/(portal)/accounts/[account]/licenses/[product]/page.tsx": member("licenses.view"),
  "app/(portal)/accounts/[account]/keys/page.tsx": member("keys.view"),
  "app/(portal)/accounts/[account]/keys/export/page.tsx": member("keys.view"),
  "app/(portal)/accounts/[account]/keys/[key]/page.tsx": member("keys.view"),
  "app/(portal)/accounts/[account]/downloads/page.tsx": member("downloads.use"),
  "app/(portal)/accounts/[account]/reports/page.tsx": member("reports.view"),
  "app/(portal)/accounts/[account]/reports/activations/page.tsx": member("reports.view"),
  "app/(portal)/accounts/[account]/reports/families/page.tsx": member("reports.view"),
  "app/(portal)/accounts/[account]/reports/licenses/page.tsx": member("reports.view"),
  "app/(portal)/accounts/[account]/reports/orders/page.tsx": member("reports.view"),
  "app/(portal)/accounts/[account]/reports/people/page.tsx": member("reports.view"),
  "app/(portal)/accounts/[account]/services/page.tsx": member("licenses.view"),
  "app/(portal)/accounts/[account]/services/[subscription]/page.tsx": member("licenses.view"),
  "app/(portal)/accounts/[account]/access/page.tsx": member("users.view"),
  "app/(portal)/accounts/[account]/access/invite/page.tsx": member("users.invite"),
  "app/(portal)/accounts/[account]/access/requests/page.tsx": member("users.invite"),
  "app/(portal)/accounts/[account]/access/requests/[request]/page.tsx": member("users.invite"),
  "app/(portal)/accounts/[account]/access/import/page.tsx": member("users.manage"),
  "app/(portal)/accounts/[account]/access/import/[import]/page.tsx": member("users.manage"),
  "app/(portal)/accounts/[account]/access/partners/page.tsx": member("visibility.manage"),
  "app/(portal)/accounts/[account]/access/partners/grant/page.tsx": member("visibility.manage"),
  "app/(portal)/accounts/[account]/access/partners/[visibility]/page.tsx":
    member("visibility.manage"),
  "app/(portal)/accounts/[account]/domains/page.tsx": member("domains.manage"),
  "app/(portal)/accounts/[account]/domains/[domain]/page.tsx": member("domains.manage"),
  "app/(portal)/accounts/[account]/domains/[domain]/remove/page.tsx": member("domains.manage"),
  // Narrowed further: an Agreement Administrator opens only whom they invited, and what they sent.
  "app/(portal)/accounts/[account]/access/[user]/page.tsx": member("users.view"),
  "app/(portal)/accounts/[account]/access/[user]/remove/page.tsx": member("users.manage"),
  "app/(portal)/accounts/[account]/access/invitation/[invitation]/page.tsx": member("users.view"),
  "app/(portal)/accounts/[account]/activity/page.tsx": member("activity.view"),
  "app/(staff)/partner/page.tsx": PARTNER,
  "app/(staff)/partner/accounts/[account]/page.tsx": PARTNER,
  "app/(staff)/partner/accounts/[account]/administrator/page.tsx": PARTNER,
  "app/(staff)/partner/accounts/[account]/address/page.tsx": PARTNER,
  "app/(staff)/partner/accounts/[account]/orders/page.tsx": PARTNER_OR_GRANTED,
  "app/(staff)/partner/accounts/[account]/orders/[order]/page.tsx": PARTNER_OR_GRANTED,
  "app/(staff)/partner/accounts/[account]/licenses/page.tsx": PARTNER_OR_GRANTED,
  "app/(staff)/partner/accounts/[account]/licenses/[product]/page.tsx": PARTNER_OR_GRANTED,
  "app/(staff)/partner/people/page.tsx": PARTNER_ADMINISTRATOR,
  "app/(staff)/partner/activity/page.tsx": PARTNER,
  "app/(staff)/operator/page.tsx": OPERATOR,
  "app/(staff)/operator/activity/page.tsx": OPERATOR,
  "app/(staff)/operator/accounts/[account]/page.tsx": OPERATOR,
  "app/(staff)/operator/accounts/[account]/administrator/page.tsx": OPERATOR,
  "app/(staff)/operator/accounts/[account]/address/page.tsx": OPERATOR,
  "app/(staff)/operator/decisions/page.tsx": OPERATOR,
  "app/(staff)/operator/data/page.tsx": OPERATOR,
  "app/(staff)/operator/data/[import]/page.tsx": OPERATOR,
  "app/(staff)/operator/mail/page.tsx": OPERATOR,
  "app/(staff)/operator/partners/page.tsx": OPERATOR,
  "app/(staff)/operator/partners/[partner]/page.tsx": OPERATOR,
  "app/(staff)/operator/operators/page.tsx": OPERATOR,
  "app/(staff)/operator/service-keys/page.tsx": OPERATOR,
  "app/(staff)/operator/agreements/new/page.tsx": OPERATOR,
  "app/(staff)/operator/agreements/[agreement]/page.tsx": OPERATOR,
};

/** Every route handler of app/. Those of an account answer with files and redirects, not with pages. */
export const ROUTES: Readonly<Record<string, Access>> = {
  "app/(portal)/accounts/[account]/activity/export/route.ts": member("activity.view"),
  "app/(staff)/operator/activity/export/route.ts": OPERATOR,
  "app/(staff)/partner/activity/export/route.ts": PARTNER,
  "app/api/accounts/[account]/imports/route.ts": member("users.manage"),
  "app/api/accounts/[account]/licenses/route.ts": member("licenses.view"),
  "app/api/accounts/[account]/orders/route.ts": member("orders.view"),
  "app/api/accounts/[account]/orders/[order]/route.ts": member("orders.view"),
  "app/api/accounts/[account]/keys/route.ts": member("keys.view"),
  "app/api/accounts/[account]/downloads/route.ts": member("downloads.use"),
  "app/api/accounts/[account]/downloads/[token]/route.ts": member("downloads.use"),
  "app/api/accounts/[account]/reports/[report]/route.ts": member("reports.view"),
  "app/api/accounts/[account]/people/route.ts": member("users.manage"),
  "app/api/accounts/[account]/services/[subscription]/seats/route.ts": member("provisioning.use"),
  "app/api/accounts/[account]/imports/template/route.ts": member("users.manage"),
  "app/api/accounts/[account]/imports/[import]/result/route.ts": member("users.manage"),
  "app/api/auth/[...nextauth]/route.ts": PUBLIC,
  "app/api/health/live/route.ts": PUBLIC,
  "app/api/health/ready/route.ts": PUBLIC,
  "app/api/opened/route.ts": PUBLIC,
  "app/api/operator/agreements/route.ts": OPERATOR,
  "app/api/operator/data/route.ts": OPERATOR,
  "app/api/partner/accounts/[account]/licenses/route.ts": PARTNER_OR_GRANTED,
  "app/api/partner/accounts/[account]/orders/route.ts": PARTNER_OR_GRANTED,
  "app/api/partner/accounts/[account]/orders/[order]/route.ts": PARTNER_OR_GRANTED,
  "app/api/password-strength/route.ts": PUBLIC,
  "app/api/stop-reminders/[token]/route.ts": PUBLIC,
  // Its own key opens it, no sign-in.
  "app/api/v1/services/[service]/access/route.ts": PUBLIC,
};

/**
 * Every server action, as file#export. What stands behind a link (Start, Decline, a new password) is public:
 * the token is the key. `users.invite` of an action on one invitation is narrowed further by the verb.
 * An action that partner and operator share stands here as the partner's: its page binds the area.
 */
export const ACTIONS: Readonly<Record<string, Access>> = {
  "app/(public)/actions.ts#signInAction": PUBLIC,
  "app/(public)/actions.ts#signInCodeAction": PUBLIC,
  "app/(public)/actions.ts#confirmEmailAction": PUBLIC,
  "app/(public)/actions.ts#askForResetAction": PUBLIC,
  "app/(public)/actions.ts#resetPasswordAction": PUBLIC,
  "app/(public)/actions.ts#setOperatorPasswordAction": PUBLIC,
  "app/(public)/actions.ts#askForInvitationAction": PUBLIC,
  "app/(public)/actions.ts#enterCodeAction": PUBLIC,
  "app/(public)/actions.ts#askToJoinAction": PUBLIC,
  "app/(public)/actions.ts#enterJoinCodeAction": PUBLIC,
  "app/(public)/actions.ts#sendFreshLinkAction": PUBLIC,
  "app/(public)/actions.ts#declineInvitationAction": PUBLIC,
  "app/(public)/actions.ts#objectAction": PUBLIC,
  "app/(public)/actions.ts#stopRemindersAction": PUBLIC,
  "app/(public)/actions.ts#startAction": PUBLIC,
  "app/(public)/actions.ts#signInToConfirmAction": PUBLIC,
  "app/(public)/actions.ts#confirmAction": PUBLIC,
  "app/(public)/actions.ts#continueAsOtherAction": PUBLIC,
  "app/(public)/actions.ts#signOutAction": PUBLIC,
  "app/(portal)/actions.ts#updateProfileAction": PERSON,
  "app/(portal)/actions.ts#changePasswordAction": PERSON,
  "app/(portal)/actions.ts#confirmWaitingAction": PERSON,
  "app/(portal)/profile-actions.ts#changeEmailAction": PERSON,
  "app/(portal)/profile-actions.ts#withdrawEmailChangeAction": PERSON,
  "app/(portal)/profile-actions.ts#beginSecondFactorAction": PERSON,
  "app/(portal)/profile-actions.ts#confirmSecondFactorAction": PERSON,
  "app/(portal)/profile-actions.ts#renewRecoveryCodesAction": PERSON,
  "app/(portal)/profile-actions.ts#keepSecondFactorAction": PERSON,
  "app/(portal)/profile-actions.ts#turnOffSecondFactorAction": PERSON,
  "app/(portal)/profile-actions.ts#endSessionAction": PERSON,
  "app/(portal)/profile-actions.ts#leaveAccountAction": MEMBER,
  "app/(portal)/actions.ts#inviteUsersAction": member("users.invite"),
  "app/(portal)/actions.ts#handleInvitationAction": member("users.invite"),
  // Roles and disabling want users.manage besides: the verb asks.
  "app/(portal)/accounts/[account]/access/people-actions.ts#handlePeopleAction":
    member("users.invite"),
  "app/(portal)/person-actions.ts#changeRolesAction": member("users.manage"),
  "app/(portal)/person-actions.ts#setAccessAction": member("users.manage"),
  "app/(portal)/person-actions.ts#removeMemberAction": member("users.manage"),
  "app/(portal)/person-actions.ts#editInvitationAction": member("users.invite"),
  "app/(portal)/accounts/[account]/access/import/actions.ts#startImportAction":
    member("users.manage"),
  "app/(portal)/accounts/[account]/access/import/actions.ts#cancelImportAction":
    member("users.manage"),
  "app/(portal)/accounts/[account]/agreements/actions.ts#updateTermsAction":
    member("agreements.edit"),
  "app/(portal)/accounts/[account]/access/requests/actions.ts#approveJoinRequestAction":
    member("users.invite"),
  "app/(portal)/accounts/[account]/access/requests/actions.ts#declineJoinRequestAction":
    member("users.invite"),
  "app/(portal)/accounts/[account]/keys/actions.ts#revealKeyAction": member("keys.view"),
  "app/(portal)/accounts/[account]/services/actions.ts#assignSeatAction":
    member("provisioning.use"),
  "app/(portal)/accounts/[account]/services/actions.ts#reclaimSeatAction":
    member("provisioning.use"),
  "app/(portal)/accounts/[account]/services/actions.ts#setAutoAssignAction":
    member("provisioning.use"),
  "app/(portal)/visibility-actions.ts#previewVisibilityAction": member("visibility.manage"),
  "app/(portal)/visibility-actions.ts#grantVisibilityAction": member("visibility.manage"),
  "app/(portal)/visibility-actions.ts#extendVisibilityAction": member("visibility.manage"),
  "app/(portal)/visibility-actions.ts#revokeVisibilityAction": member("visibility.manage"),
  "app/(portal)/accounts/[account]/domains/actions.ts#associateDomainAction":
    member("domains.manage"),
  "app/(portal)/accounts/[account]/domains/actions.ts#checkDomainAction": member("domains.manage"),
  "app/(portal)/accounts/[account]/domains/actions.ts#removeDomainAction": member("domains.manage"),
  "app/(staff)/operator/decisions/actions.ts#decideTransferAction": OPERATOR,
  "app/(staff)/account-actions.ts#resendToAdministratorAction": PARTNER,
  "app/(staff)/account-actions.ts#resendToAdministratorsAction": PARTNER,
  "app/(staff)/account-actions.ts#replaceAdministratorAction": PARTNER,
  "app/(staff)/account-actions.ts#correctAddressAction": PARTNER,
  "app/(staff)/account-actions.ts#handleChangeAction": PARTNER,
  "app/(staff)/account-actions.ts#sendAgainAction": OPERATOR,
  "app/(staff)/account-actions.ts#liftSuppressionAction": OPERATOR,
  "app/(staff)/people-actions.ts#invitePartnerUserAction": PARTNER_ADMINISTRATOR,
  "app/(staff)/people-actions.ts#handlePartnerUserAction": PARTNER_ADMINISTRATOR,
  "app/(staff)/people-actions.ts#inviteOperatorAction": OPERATOR,
  "app/(staff)/people-actions.ts#endOperatorAction": OPERATOR,
  "app/(staff)/operator/service-keys/actions.ts#makeServiceKeyAction": OPERATOR,
  "app/(staff)/operator/service-keys/actions.ts#revokeServiceKeyAction": OPERATOR,
  "app/(staff)/agreement-actions.ts#addAgreementAction": OPERATOR,
  "app/(staff)/agreement-actions.ts#endAgreementAction": OPERATOR,
  "app/(staff)/agreement-actions.ts#terminateAgreementAction": OPERATOR,
  "app/(staff)/agreement-actions.ts#correctSignatoryAction": OPERATOR,
  "app/(staff)/agreement-actions.ts#changePartnerAction": OPERATOR,
};

/** The address of a page's file, with [names] where something goes in. */
export function addressOf(file: string): string {
  const path = file
    .replace(/^app/, "")
    .replace(/\/\([^)]+\)/g, "")
    .replace(/\/(page\.tsx|route\.ts)$/, "");
  return path || "/";
}
