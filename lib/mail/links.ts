import { env } from "../env";

/** Addresses in mails come from APP_URL, never from a request (edge 51). */
export const invitationHref = (token: string) => `${env.APP_URL}/get-started/${token}`;
/** Where a typed code is entered. */
export const getStartedHref = () => `${env.APP_URL}/get-started`;
/** Where the code is typed that proves the address of somebody who asks to be let in. */
export const joinCodeHref = () => `${env.APP_URL}/ask-administrator/code`;
export const resetHref = (token: string) => `${env.APP_URL}/reset-password/${token}`;
export const operatorHref = (token: string) => `${env.APP_URL}/set-password/${token}`;
export const objectionHref = (token: string) => `${env.APP_URL}/objection/${token}`;
export const stopRemindersHref = (token: string) => `${env.APP_URL}/stop-reminders/${token}`;
/** What a mail program posts to by itself (RFC 8058). */
export const unsubscribeHref = (token: string) => `${env.APP_URL}/api/stop-reminders/${token}`;
export const confirmEmailHref = (token: string) => `${env.APP_URL}/confirm-email/${token}`;
export const signInHref = () => `${env.APP_URL}/sign-in`;
export const profileHref = () => `${env.APP_URL}/profile`;
export const operatorDeskHref = () => `${env.APP_URL}/operator`;
export const decisionsHref = () => `${operatorDeskHref()}/decisions`;
export const downloadActivityHref = () => `${operatorDeskHref()}/activity?kind=downloads`;
export const accountHref = (numberKey: string) =>
  `${env.APP_URL}/accounts/${encodeURIComponent(numberKey)}`;
export const manageUsersHref = (numberKey: string) => `${accountHref(numberKey)}/access`;
export const inviteUsersHref = (numberKey: string) => `${manageUsersHref(numberKey)}/invite`;
export const joinRequestHref = (numberKey: string, requestId: string) =>
  `${manageUsersHref(numberKey)}/requests/${requestId}`;
export const keyActivityHref = (numberKey: string) =>
  `${accountHref(numberKey)}/activity?kind=keys`;
export const domainsHref = (numberKey: string) => `${accountHref(numberKey)}/domains`;
export const partnerVisibilityHref = (numberKey: string) =>
  `${manageUsersHref(numberKey)}/partners`;
export const partnerAccountHref = (numberKey: string) =>
  `${env.APP_URL}/partner/accounts/${encodeURIComponent(numberKey)}`;
export const partnerPeopleHref = () => `${env.APP_URL}/partner/people`;
