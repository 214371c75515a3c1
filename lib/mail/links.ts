import { env } from "../env";

/** Addresses in mails come from APP_URL, never from a request (edge 51). */
export const invitationHref = (token: string) => `${env.APP_URL}/get-started/${token}`;
export const resetHref = (token: string) => `${env.APP_URL}/reset-password/${token}`;
export const operatorHref = (token: string) => `${env.APP_URL}/set-password/${token}`;
export const signInHref = () => `${env.APP_URL}/sign-in`;
export const operatorDeskHref = () => `${env.APP_URL}/operator`;
